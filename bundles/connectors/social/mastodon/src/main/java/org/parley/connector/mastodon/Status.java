// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.TextRules;
import org.parley.api.mentions.ReplyRequested;
import org.parley.api.messages.MessageRequested;
import org.parley.api.profiles.Handle;
import org.parley.connector.Outcome;
import org.parley.connector.Outgoing;
import org.parley.connector.Standing;
import org.parley.connector.mastodon.Mastodon.Settings;

/**
 * What stands on Mastodon, in its own words.
 *
 * @param content in HTML
 * @param inReplyToId what it answers, by whomever
 * @param quote what it shows of another
 */
record Status(
    String id,
    @Nullable URI url,
    String content,
    String createdAt,
    @Nullable String visibility,
    @Nullable String language,
    @Nullable String inReplyToId,
    @Nullable Quote quote,
    @Nullable List<Attachment> mediaAttachments) {
  private static final Pattern LINE = Pattern.compile("<br */?>");
  private static final Pattern PARAGRAPH = Pattern.compile("</p>\\s*<p[^>]*>");
  private static final Pattern MARKUP = Pattern.compile("<[^>]*>");
  private static final Pattern HOST_OF_MENTION =
      Pattern.compile("(?<=@[A-Za-z0-9_.-]{1,99})@[A-Za-z0-9.:-]+");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

  /** Shown within another; what it is may be withheld. */
  record Quote(@Nullable Status quotedStatus) {}

  record Attachment(@Nullable URI url) {}

  /** What Mastodon is asked to post, or to make of a post. */
  record New(
      String status,
      @Nullable String inReplyToId,
      List<String> mediaIds,
      @Nullable String visibility,
      String language) {
    private static final String DIRECT = "direct";

    static New of(Outgoing<?> outgoing, Settings settings) {
      String answered = outgoing.on().map(Standing::remoteId).orElse(null);
      String visibility = requireNonNull(settings.visibility()).name().toLowerCase(Locale.ROOT);
      if (outgoing.content() instanceof ReplyRequested reply) {
        String text = addressed(reply.to(), reply.text(), settings);
        String language = reply.language().getLanguage();
        return new New(text, answered, List.of(), visibility, language);
      }
      if (outgoing.content() instanceof MessageRequested message) {
        String text = addressed(message.to(), message.text(), settings);
        String last = message.answers().or(message::conversation).orElse(null);
        return new New(text, last, List.of(), DIRECT, message.language().getLanguage());
      }
      New post = edited(outgoing);
      return new New(post.status(), answered, post.mediaIds(), visibility, post.language());
    }

    /** Who sees a post, and what it answers, stays as it is. */
    static New edited(Outgoing<?> outgoing) {
      var teaser = (Teaser) outgoing.content();
      String language = teaser.language().getLanguage();
      return new New(TextRules.textOf(teaser), null, Upload.ids(outgoing), null, language);
    }

    /** Whom it does not mention learns nothing of it. */
    private static String addressed(Handle to, String text, Settings settings) {
      String ours = "@" + settings.host();
      String name = to.value();
      String mention =
          "@" + (name.endsWith(ours) ? name.substring(0, name.length() - ours.length()) : name);
      var mentioned =
          Pattern.compile("(?i)(?<![\\w@.-])" + Pattern.quote(mention) + "(?![\\w@-]|\\.\\w)");
      return mentioned.matcher(text).find() ? text : mention + " " + text;
    }
  }

  Outcome delivered() {
    return Outcome.delivered(id, requireNonNull(url));
  }

  boolean isDirect() {
    return New.DIRECT.equals(visibility);
  }

  boolean isOlderThan(Instant moment) {
    return Instant.parse(createdAt).isBefore(moment);
  }

  List<URI> media() {
    return requireNonNullElse(mediaAttachments, List.<Attachment>of()).stream()
        .map(Attachment::url)
        .filter(Objects::nonNull)
        .toList();
  }

  String text() {
    String lines = LINE.matcher(PARAGRAPH.matcher(content).replaceAll("\n\n")).replaceAll("\n");
    return MARKUP
        .matcher(lines)
        .replaceAll("")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  /**
   * Whether it is what was to be posted. A server may show it to fewer than was asked for, as by
   * those that it has limited; but never does it make a message of a post, or the other way round.
   */
  boolean is(New wanted) {
    return says(wanted.status())
        && isDirect() == New.DIRECT.equals(wanted.visibility())
        && Objects.equals(inReplyToId, wanted.inReplyToId());
  }

  /** Whether it is what that text becomes here, where mentions are shown without their host. */
  boolean says(String text) {
    return essence(text()).equals(essence(text));
  }

  private static String essence(String text) {
    return SPACE.matcher(HOST_OF_MENTION.matcher(text).replaceAll("")).replaceAll("");
  }
}
