// SPDX-License-Identifier: Apache-2.0
package org.example.board;

import static org.parley.api.connectors.TextRules.textOf;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.campaigns.Teaser;
import org.parley.api.content.ItemReceived;
import org.parley.connector.Found;
import org.parley.connector.Outcome;
import org.parley.connector.Outcome.Delivered;
import org.parley.connector.Outgoing;
import org.parley.connector.Polled;

// [notice]
/** What hangs on the board, in the board's own words; what it adds later is ignored. */
record Notice(String id, String reference, String text, URI page, String at) {
  /** What the board is asked to hang up. */
  record New(String reference, String text) {
    static New of(Outgoing<?> outgoing) {
      return new New(outgoing.key().toString(), textOf((Teaser) outgoing.content()));
    }
  }

  /** Some notices, and where the next ones begin. */
  record Several(List<Notice> notices, String next, boolean more) {
    Optional<Delivered> delivered() {
      return notices.stream().findFirst().map(Notice::delivered);
    }

    Polled polled(UUID account) {
      List<Found> finds = notices.stream().map(notice -> notice.found(account)).toList();
      return new Polled(finds, Optional.ofNullable(next), more);
    }
  }

  Delivered delivered() {
    return new Outcome.Delivered(id, Optional.of(page));
  }

  /** A notice that somebody else has hung up. */
  Found found(UUID account) {
    var item = new ItemReceived(account, id, page, text, "", Optional.empty(), Instant.parse(at));
    return new Found(id, account.toString(), item);
  }
}
// [/notice]
