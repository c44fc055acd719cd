// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.campaigns.PostRewritten;
import org.parley.api.campaigns.PostWithdrawn;
import org.parley.api.campaigns.Teaser;
import org.parley.api.crm.ContactRequested;
import org.parley.api.leads.LeadAssigned;
import org.parley.api.links.Origin;
import org.parley.api.mail.AddressSuppressed;
import org.parley.api.mail.MailRequested;
import org.parley.api.mentions.ReplyRequested;
import org.parley.api.messages.MessageRequested;
import org.parley.api.profiles.Handle;
import org.parley.api.profiles.Identifier;

/** Records as core bundles write them, with what breaks careless code in every text. */
public final class Samples {
  /** A quote, an emoji with a skin tone, right-to-left, a four-byte letter, markup. */
  public static final String AWKWARD = "O'Brien \"says\" 👋🏽 שלום 𝒳 <b>&amp;</b>";

  private Samples() {}

  /** A post with that text. */
  public static BusRecord post(UUID account, String connector, String text) {
    UUID post = Ids.next(Instant.now());
    var teaser =
        new Teaser(
            text,
            Locale.ENGLISH,
            Optional.of(URI.create("https://p.example/abc")),
            Optional.empty(),
            List.of(),
            List.of());
    return TrialHub.record(post, new PostRequested(post, account, connector, teaser));
  }

  /** A post that was published is to read otherwise. */
  public static BusRecord rewritten(BusRecord post, String text) {
    var published = (PostRequested) post.data();
    Teaser before = published.teaser();
    var teaser =
        new Teaser(
            text,
            before.language(),
            before.link(),
            before.card(),
            before.images(),
            before.hashtags());
    return TrialHub.record(
        published.post(),
        new PostRewritten(
            Ids.next(Instant.now()),
            published.post(),
            published.account(),
            published.connector(),
            teaser));
  }

  /** A post that was published is to be taken back. */
  public static BusRecord withdrawn(BusRecord post) {
    var published = (PostRequested) post.data();
    return TrialHub.record(
        published.post(),
        new PostWithdrawn(published.post(), published.account(), published.connector()));
  }

  /** A post that goes on from another in a thread. */
  public static BusRecord following(BusRecord post, String text) {
    var first = (PostRequested) post.data();
    var next = (PostRequested) post(first.account(), first.connector(), text).data();
    return TrialHub.record(
        next.post(),
        new PostRequested(
            next.post(),
            next.account(),
            next.connector(),
            next.teaser(),
            Optional.of(first.post())));
  }

  /** An answer in public to what somebody said. */
  public static BusRecord reply(UUID account, Handle to, String answers, String text) {
    UUID reply = Ids.next(Instant.now());
    return TrialHub.record(
        reply,
        new ReplyRequested(
            reply, account, to.network(), to, answers, Optional.empty(), text, Locale.ENGLISH));
  }

  /** A direct message to somebody who has just written. */
  public static BusRecord message(UUID account, Handle to, String conversation, String text) {
    return message(account, to, conversation, Instant.now(), text);
  }

  /** A direct message to somebody who has last written then. */
  public static BusRecord message(
      UUID account, Handle to, String conversation, Instant theirLast, String text) {
    UUID message = Ids.next(Instant.now());
    return TrialHub.record(
        message,
        new MessageRequested(
            message,
            account,
            to.network(),
            to,
            Optional.of(conversation),
            Optional.empty(),
            Optional.of(theirLast),
            Optional.empty(),
            Optional.empty(),
            text,
            Locale.ENGLISH));
  }

  /** An address that gets no more mail. */
  public static BusRecord suppressed(String address) {
    UUID suppression = Ids.next(Instant.now());
    return TrialHub.record(
        suppression,
        new AddressSuppressed(
            suppression, address, AddressSuppressed.Reason.COMPLAINED, Instant.now()));
  }

  /** A person with an awkward name, without a lead. */
  public static BusRecord contact(UUID account, String connector) {
    return contact(account, connector, AWKWARD);
  }

  /** A person of that name, without a lead. */
  public static BusRecord contact(UUID account, String connector, String name) {
    UUID profile = Ids.next(Instant.now());
    return TrialHub.record(
        profile,
        new ContactRequested(
            profile,
            account,
            connector,
            List.of(
                new Identifier(Identifier.Kind.EMAIL, "ada@example.org", Optional.empty(), true)),
            Map.of("name", name)));
  }

  /** A mail that anyone may unsubscribe from. */
  public static BusRecord mail(Optional<UUID> account, String address, String subject) {
    return mail(account, address, subject, "Dear " + AWKWARD);
  }

  /** A mail that anyone may unsubscribe from, with that text. */
  public static BusRecord mail(
      Optional<UUID> account, String address, String subject, String text) {
    UUID mail = Ids.next(Instant.now());
    return TrialHub.record(
        mail,
        new MailRequested(
            mail,
            account,
            Optional.of(Ids.next(Instant.now())),
            Optional.empty(),
            Optional.empty(),
            address,
            subject,
            text,
            Optional.of("<p>Dear O&#39;Brien \uD83D\uDC4B</p>"),
            Optional.of(URI.create("https://p.example/p/token")),
            Locale.ENGLISH));
  }

  /** A lead of a person with an awkward name. */
  public static BusRecord lead(UUID account, String connector) {
    return lead(account, connector, AWKWARD);
  }

  /** A lead of a person of that name. */
  public static BusRecord lead(UUID account, String connector, String name) {
    UUID lead = Ids.next(Instant.now());
    return TrialHub.record(
        lead,
        new LeadAssigned(
            lead,
            Ids.next(Instant.now()),
            Optional.of(account),
            Optional.of(connector),
            "grace@example.org",
            "everyone",
            "The first rule that fits",
            "Heat pumps",
            42,
            Origin.NONE,
            List.of(
                new Identifier(Identifier.Kind.EMAIL, "ada@example.org", Optional.empty(), true)),
            Map.of("name", name),
            List.of("Clicked a link", "Signed up")));
  }
}
