// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.api.connectors.TextRules.Limit;

/**
 * To whom a system lets direct messages be written, and what.
 *
 * @param reach to whom
 * @param window within which time after the last message of a person the system takes an answer;
 *     empty where it takes one at any time
 * @param template whether the system takes approved templates beyond that
 * @param limits all of which a text must keep
 */
public record MessageRules(
    Reach reach, Optional<Duration> window, boolean template, List<Limit> limits) {
  /** Nobody can be written to. */
  public static final MessageRules NONE =
      new MessageRules(Reach.NOBODY, Optional.empty(), false, List.of());

  public MessageRules {
    requireNonNull(reach);
    requireNonNull(window);
    limits = List.copyOf(limits);
  }

  /** These may be written to, whenever. */
  public static MessageRules of(Reach reach) {
    return new MessageRules(reach, Optional.empty(), false, List.of());
  }

  /** The same, for so long after their last message. */
  public MessageRules within(Duration ofTheirLast) {
    return new MessageRules(reach, Optional.of(ofTheirLast), template, limits);
  }

  /** The same; beyond the window an approved template may be sent. */
  public MessageRules thenTemplates() {
    return new MessageRules(reach, window, true, limits);
  }

  /** The same with a further limit on the text. */
  public MessageRules and(TextUnit unit, int maximum) {
    var more = new ArrayList<>(limits);
    more.add(new Limit(unit, maximum));
    return new MessageRules(reach, window, template, more);
  }

  /**
   * What speaks against writing to somebody now, one sentence; empty when nothing does.
   *
   * @param theirLast when the person wrote last, empty when they never did
   * @param isTemplate whether it is an approved template that is to be sent
   */
  public Optional<String> objection(Optional<Instant> theirLast, boolean isTemplate, Instant now) {
    if (reach == Reach.NOBODY) {
      return Optional.of("Takes no direct messages");
    }
    if (isTemplate && template) {
      return Optional.empty();
    }
    if (theirLast.isEmpty() && (reach == Reach.WHO_WROTE || window.isPresent())) {
      return Optional.of("May be written to only by answering, and has not written");
    }
    return window
        .filter(span -> theirLast.isPresent() && now.isAfter(theirLast.get().plus(span)))
        .map(
            span ->
                "Wrote last at '%s'; an answer is taken for %d hours"
                    .formatted(theirLast.orElseThrow(), span.toHours()));
  }

  /** To whom a system lets one write. */
  public enum Reach {
    NOBODY,
    /** Those who wrote first. */
    WHO_WROTE,
    /** Those who follow the account, and those who wrote first. */
    FOLLOWERS,
    /** Everybody who has not forbidden it. */
    ANYONE
  }
}
