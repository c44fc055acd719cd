// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.api.audience.FollowerJoined;
import org.parley.api.mentions.MentionReceived;
import org.parley.api.mentions.MentionReceived.Kind;
import org.parley.api.messages.MessageReceived;
import org.parley.connector.Found;
import org.parley.connector.Poll;
import org.parley.connector.Polled;

/**
 * Something that Mastodon tells an account.
 *
 * @param status what it is about; ours where somebody shares or likes it
 */
record Notification(
    String id, String type, String createdAt, Member account, @Nullable Status status) {
  static final String MENTIONS = "&types%5B%5D=mention";
  static final String TYPES =
      MENTIONS + "&types%5B%5D=quote&types%5B%5D=reblog&types%5B%5D=favourite&types%5B%5D=follow";
  private static final int MOST = 40;

  /** The next ones after the last that was told; the first time, the newest. */
  static String query(String types, Poll poll) {
    return "limit=" + MOST + types + poll.cursor().map(id -> "&min_id=" + id).orElse("");
  }

  /**
   * @param page the newest first
   * @param understood what each comes to, empty where that is nothing of ours
   */
  static Polled polled(Notification[] page, Function<Notification, Optional<Found>> understood) {
    List<Found> finds = new ArrayList<>();
    for (Notification told : page) {
      understood.apply(told).ifPresent(finds::add);
    }
    Collections.reverse(finds);
    Optional<String> newest = page.length == 0 ? Optional.empty() : Optional.of(page[0].id());
    return new Polled(finds, newest, page.length == MOST);
  }

  /**
   * What an account makes of it.
   *
   * @param host of its server
   */
  record Ear(UUID account, String host) {
    Optional<Found> toldInPublic(Notification told) {
      Status status = told.status();
      if (told.type().equals("follow")) {
        var joined =
            new FollowerJoined(
                account, Mastodon.ID, told.account().handle(host), Optional.of(told.at()));
        return Optional.of(new Found(told.account().id(), told.account().id(), joined));
      }
      return status == null || status.isDirect()
          ? Optional.empty()
          : told.kind(status).map(kind -> told.found(kind, status, this));
    }

    Optional<Found> message(Notification told) {
      Status status = told.status();
      if (status == null || !status.isDirect()) {
        return Optional.empty();
      }
      String conversation = requireNonNullElse(status.inReplyToId(), status.id());
      var message =
          new MessageReceived(
              account,
              Mastodon.ID,
              status.id(),
              conversation,
              told.account().handle(host),
              status.text(),
              status.media(),
              Optional.ofNullable(status.language()),
              Optional.ofNullable(status.inReplyToId()),
              told.at());
      return Optional.of(new Found(status.id(), conversation, message));
    }
  }

  private Instant at() {
    return Instant.parse(createdAt);
  }

  private Optional<Kind> kind(Status status) {
    return switch (type) {
      case "mention" -> Optional.of(status.inReplyToId() == null ? Kind.MENTION : Kind.REPLY);
      case "quote" -> Optional.of(Kind.QUOTE);
      case "reblog" -> Optional.of(Kind.REPOST);
      case "favourite" -> Optional.of(Kind.LIKE);
      default -> Optional.empty();
    };
  }

  private Found found(Kind kind, Status status, Ear ear) {
    boolean ours = kind == Kind.REPOST || kind == Kind.LIKE;
    String conversation = requireNonNullElse(status.inReplyToId(), status.id());
    Optional<String> answers =
        ours ? Optional.of(status.id()) : Optional.ofNullable(answered(kind, status));
    var mention =
        new MentionReceived(
            ear.account(),
            Mastodon.ID,
            ours ? id : status.id(),
            kind,
            ours ? status.id() : conversation,
            Optional.of(account.handle(ear.host())),
            ours ? "" : status.text(),
            ours ? Optional.empty() : Optional.ofNullable(status.url()),
            ours ? Optional.empty() : Optional.ofNullable(status.language()),
            answers,
            Optional.empty(),
            at());
    return new Found(id, conversation, mention);
  }

  private static @Nullable String answered(Kind kind, Status status) {
    Status.Quote quote = status.quote();
    return kind == Kind.QUOTE && quote != null && quote.quotedStatus() != null
        ? quote.quotedStatus().id()
        : status.inReplyToId();
  }
}
