// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.parley.api.campaigns.Teaser;

/**
 * What a system demands of the text of a post.
 *
 * @param limits all of which a text must keep; empty where the system sets none
 * @param links where the system wants the short link
 * @param linkLength what any link within the text counts in the limits, where that is fixed
 */
public record TextRules(List<Limit> limits, Links links, OptionalInt linkLength) {
  /** Any text will do. */
  public static final TextRules NONE = new TextRules(List.of(), Links.IN_TEXT, OptionalInt.empty());

  public TextRules {
    limits = List.copyOf(limits);
    requireNonNull(links);
    requireNonNull(linkLength);
  }

  /** At most so many units, the link within the text. */
  public static TextRules of(TextUnit unit, int maximum) {
    return NONE.and(unit, maximum);
  }

  /** A further limit beside those that are there. */
  public TextRules and(TextUnit unit, int maximum) {
    var more = new ArrayList<>(limits);
    more.add(new Limit(unit, maximum));
    return new TextRules(more, links, linkLength);
  }

  /** The same rules for a system that shows the link beside the text. */
  public TextRules withCard() {
    return new TextRules(limits, Links.CARD, linkLength);
  }

  /** The same rules for a system that counts every link alike. */
  public TextRules linkCounts(int units) {
    return new TextRules(limits, links, OptionalInt.of(units));
  }

  /**
   * The text as it is put out and counted: the teaser's own, followed by those of its hashtags that
   * it does not contain.
   */
  public static String textOf(Teaser teaser) {
    String tags =
        teaser.hashtags().stream()
            .map(tag -> "#" + tag)
            .filter(tag -> !teaser.text().contains(tag))
            .collect(joining(" "));
    return tags.isEmpty() ? teaser.text() : teaser.text() + "\n" + tags;
  }

  /** Where a system wants the short link. */
  public enum Links {
    /** Within the text. */
    IN_TEXT,
    /** Beside the text, as a card. */
    CARD,
    /** Nowhere: it makes no link of it. */
    NONE
  }

  /**
   * @param unit in which the system counts
   * @param maximum how many are allowed
   */
  public record Limit(TextUnit unit, int maximum) {
    public Limit {
      requireNonNull(unit);
      if (maximum < 1) {
        throw new IllegalArgumentException("A text limit is at least 1, not '" + maximum + "'");
      }
    }
  }
}
