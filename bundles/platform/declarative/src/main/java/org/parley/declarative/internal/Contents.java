// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.api.Secret;
import org.parley.api.campaigns.PostWithdrawn;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.TextRules;
import org.parley.api.crm.ContactRequested;
import org.parley.api.leads.LeadAssigned;
import org.parley.api.mail.AddressSuppressed;
import org.parley.api.mail.MailRequested;
import org.parley.api.mentions.ReplyRequested;
import org.parley.api.messages.MessageRequested;
import org.parley.api.profiles.Identifier;

/** Writes what is handed over, and settings, as trees that expressions see. */
final class Contents {
  private static final Map<Class<?>, String> NAMES =
      Map.of(
          PostWithdrawn.class, "withdrawn",
          ReplyRequested.class, "reply",
          MessageRequested.class, "message",
          AddressSuppressed.class, "suppressed");

  private Contents() {}

  /**
   * The name under which a content stands in the document, and its tree.
   *
   * @param rules by which the text of a post is put out
   */
  static Map.Entry<String, Map<String, Object>> of(Object content, TextRules rules) {
    if (content instanceof Teaser teaser) {
      return Map.entry("post", post(teaser, rules));
    }
    if (content instanceof MailRequested mail) {
      return Map.entry("mail", mail(mail));
    }
    if (content instanceof LeadAssigned lead) {
      return Map.entry("lead", lead(lead));
    }
    if (content instanceof ContactRequested contact) {
      Map<String, Object> tree = WriteRecord.tree(contact);
      put(tree, "email", first(contact.identifiers(), Identifier.Kind.EMAIL));
      put(tree, "phone", first(contact.identifiers(), Identifier.Kind.PHONE));
      return Map.entry("contact", tree);
    }
    String name = NAMES.get(content.getClass());
    if (name != null && content instanceof Record record) {
      return Map.entry(name, WriteRecord.tree(record));
    }
    throw new IllegalStateException(
        "No manifest can hand over a '" + content.getClass().getSimpleName() + "'");
  }

  private static Map<String, Object> post(Teaser teaser, TextRules rules) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("text", rules.put(teaser));
    tree.put("words", teaser.text());
    tree.put("language", teaser.language().toLanguageTag());
    put(tree, "link", teaser.link());
    teaser.card().ifPresent(card -> tree.put("card", card(card)));
    List<Object> images = new ArrayList<>();
    teaser.images().forEach(image -> images.add(image(image)));
    tree.put("images", images);
    tree.put("hashtags", new ArrayList<Object>(teaser.hashtags()));
    return tree;
  }

  private static Map<String, Object> card(Teaser.Card card) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("title", card.title());
    tree.put("description", card.description());
    put(tree, "image", card.image());
    return tree;
  }

  private static Map<String, Object> image(Teaser.Image image) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("address", image.address().toString());
    tree.put("alt", image.altText());
    return tree;
  }

  private static Map<String, Object> mail(MailRequested mail) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", mail.mail().toString());
    put(tree, "mailing", mail.mailing());
    tree.put("address", mail.address());
    tree.put("subject", mail.subject());
    tree.put("text", mail.text());
    put(tree, "html", mail.html());
    put(tree, "unsubscribe", mail.unsubscribe());
    tree.put("language", mail.language().toLanguageTag());
    return tree;
  }

  private static Map<String, Object> lead(LeadAssigned lead) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", lead.lead().toString());
    tree.put("profile", lead.profile().toString());
    tree.put("owner", lead.owner());
    tree.put("reason", lead.reason());
    tree.put("interest", lead.interest());
    tree.put("score", lead.score());
    put(tree, "network", lead.source().network());
    put(tree, "campaign", lead.source().campaign());
    put(tree, "email", first(lead.identifiers(), Identifier.Kind.EMAIL));
    put(tree, "phone", first(lead.identifiers(), Identifier.Kind.PHONE));
    List<Object> identifiers = new ArrayList<>();
    lead.identifiers().forEach(each -> identifiers.add(identifier(each)));
    tree.put("identifiers", identifiers);
    tree.put("attributes", new LinkedHashMap<String, Object>(lead.attributes()));
    tree.put("story", new ArrayList<Object>(lead.story()));
    return tree;
  }

  private static Optional<String> first(List<Identifier> identifiers, Identifier.Kind kind) {
    return identifiers.stream()
        .filter(each -> each.kind() == kind && !each.value().isEmpty())
        .map(Identifier::value)
        .findFirst();
  }

  private static Map<String, Object> identifier(Identifier identifier) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", Words.word(identifier.kind()));
    tree.put("value", identifier.value());
    put(tree, "network", identifier.network());
    tree.put("verified", identifier.verified());
    return tree;
  }

  private static void put(Map<String, Object> tree, String name, Optional<?> value) {
    value.ifPresent(each -> tree.put(name, each.toString()));
  }

  /** An address ends without a slash, so that paths can follow it. */
  static Map<String, Object> settings(Map<String, Object> settings) {
    Map<String, Object> tree = new LinkedHashMap<>();
    settings.forEach((name, value) -> tree.put(name, setting(value)));
    return tree;
  }

  private static Object setting(Object value) {
    if (value instanceof Secret secret) {
      return secret.reveal();
    }
    if (value instanceof URI address) {
      return address.toString().replaceAll("/+$", "");
    }
    if (value instanceof List<?> items) {
      return new ArrayList<Object>(items);
    }
    return value instanceof Duration ? value.toString() : value;
  }
}
