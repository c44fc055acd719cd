// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.audience.FollowerJoined;
import org.parley.api.audience.FollowerLeft;
import org.parley.api.bus.ByPerson;
import org.parley.api.bus.RecordData;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.Origin;
import org.parley.api.mentions.MentionReceived;
import org.parley.api.mentions.ReviewReceived;
import org.parley.api.messages.MessageReceived;

/** What somebody did on a network, as an interaction of whoever bears the handle. */
final class Doing {
  private static final int LONGEST_TEXT = 2_000;

  private Doing() {}

  /**
   * Empty for what nobody did who has a name, and for what was so before it was first looked at.
   */
  static Optional<Interaction> of(RecordData data) {
    if (data instanceof MentionReceived mention) {
      return of(mention);
    }
    if (data instanceof ReviewReceived review) {
      var where = new Where(review.account(), review.network(), Optional.empty());
      var told = new Told(review.text(), review.address(), review.language());
      return of("review.written", Optional.of(review.at()), review, where, told);
    }
    if (data instanceof MessageReceived message) {
      var where = new Where(message.account(), message.network(), Optional.empty());
      var told = new Told(message.text(), Optional.empty(), message.language());
      return of("message.written", Optional.of(message.at()), message, where, told);
    }
    if (data instanceof FollowerJoined joined) {
      var where = new Where(joined.account(), joined.network(), Optional.empty());
      return of("account.followed", joined.since(), joined, where, Told.NOTHING);
    }
    if (data instanceof FollowerLeft left) {
      var where = new Where(left.account(), left.network(), Optional.empty());
      return of("account.unfollowed", left.since(), left, where, Told.NOTHING);
    }
    return Optional.empty();
  }

  private static Optional<Interaction> of(MentionReceived mention) {
    String type =
        switch (mention.kind()) {
          case MENTION -> "mention.written";
          case COMMENT -> "comment.written";
          case REPLY -> "reply.written";
          case QUOTE -> "quote.written";
          case REPOST -> "post.shared";
          case LIKE -> "post.liked";
          case PINGBACK -> "page.linked";
        };
    var where = new Where(mention.account(), mention.network(), mention.post());
    var told = new Told(mention.text(), mention.address(), mention.language());
    return of(type, Optional.of(mention.at()), mention, where, told);
  }

  private static Optional<Interaction> of(
      String type, Optional<Instant> when, ByPerson who, Where where, Told told) {
    return who.by()
        .flatMap(
            by ->
                when.map(
                    at ->
                        new Interaction(
                            Ids.next(at), type, at, List.of(by), where.origin(), told.data())));
  }

  private record Where(UUID account, String network, Optional<UUID> post) {
    Origin origin() {
      return new Origin(
          Optional.empty(),
          Optional.empty(),
          post,
          Optional.empty(),
          Optional.of(account),
          Optional.of(network),
          Optional.empty(),
          Optional.empty());
    }
  }

  private record Told(String text, Optional<URI> address, Optional<String> language) {
    static final Told NOTHING = new Told("", Optional.empty(), Optional.empty());

    Map<String, String> data() {
      Map<String, String> data = new LinkedHashMap<>();
      if (!text.isEmpty()) {
        int end = Math.min(text.length(), LONGEST_TEXT);
        boolean splits = end < text.length() && Character.isLowSurrogate(text.charAt(end));
        data.put("text", text.substring(0, splits ? end - 1 : end));
      }
      address.ifPresent(page -> data.put("address", page.toString()));
      language.ifPresent(tag -> data.put("language", tag));
      return data;
    }
  }
}
