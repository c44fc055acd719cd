// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A goal with messages, a time span and measured results.
 *
 * @param id its identity
 * @param name what people call it
 * @param goal what it is to reach, in the marketer's words
 * @param language of its messages unless one says otherwise
 * @param accounts where its messages are posted
 * @param feed the followed feed whose new items become its messages
 * @param mailing the consent purpose whose audience its messages are mailed to, such as {@code
 *     newsletter}
 * @param automatic whether a new message goes out as drafted; otherwise it waits for a person to
 *     publish it
 * @param state whether its messages go out
 * @param createdAt when it was set up
 * @param version counts its changes, for optimistic editing
 */
public record Campaign(
    UUID id,
    String name,
    String goal,
    Locale language,
    List<UUID> accounts,
    Optional<UUID> feed,
    Optional<String> mailing,
    boolean automatic,
    State state,
    Instant createdAt,
    long version) {
  public Campaign {
    accounts = List.copyOf(accounts);
  }

  /** Whether a campaign's messages go out. */
  public enum State {
    ACTIVE,
    PAUSED,
    CLOSED
  }
}
