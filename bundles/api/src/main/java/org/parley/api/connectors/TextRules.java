// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.parley.api.campaigns.Teaser;

/**
 * What a system demands of the text of a post, counted as that system counts.
 *
 * @param limits all of which a text must keep; empty where the system sets none
 * @param title what the title beside the text must keep; empty where it shows none
 * @param links where the system wants the short link
 * @param linkLength what any link within the text counts in the limits, where that is fixed
 * @param mentions what of a mention counts
 * @param hashtags where they are put, and how many
 */
public record TextRules(
    List<Limit> limits,
    List<Limit> title,
    Links links,
    OptionalInt linkLength,
    Mentions mentions,
    Hashtags hashtags) {
  /** Any text will do. */
  public static final TextRules NONE =
      new TextRules(
          List.of(),
          List.of(),
          Links.IN_TEXT,
          OptionalInt.empty(),
          Mentions.WHOLE,
          new Hashtags(Place.IN_TEXT, OptionalInt.empty()));

  public TextRules {
    limits = List.copyOf(limits);
    title = List.copyOf(title);
    requireNonNull(links);
    requireNonNull(linkLength);
    requireNonNull(mentions);
    requireNonNull(hashtags);
  }

  /** At most so many units, the link within the text. */
  public static TextRules of(TextUnit unit, int maximum) {
    return NONE.and(unit, maximum);
  }

  /** A further limit beside those that are there. */
  public TextRules and(TextUnit unit, int maximum) {
    return new TextRules(more(limits, unit, maximum), title, links, linkLength, mentions, hashtags);
  }

  /** The same rules for a system that shows a title of at most so many units. */
  public TextRules title(TextUnit unit, int maximum) {
    return new TextRules(limits, more(title, unit, maximum), links, linkLength, mentions, hashtags);
  }

  /** The same rules for a system that shows the link beside the text. */
  public TextRules withCard() {
    return new TextRules(limits, title, Links.CARD, linkLength, mentions, hashtags);
  }

  /** The same rules for a system that counts every link alike. */
  public TextRules linkCounts(int units) {
    return new TextRules(limits, title, links, OptionalInt.of(units), mentions, hashtags);
  }

  /** The same rules for a system that does not count the host of {@code @ada@example.org}. */
  public TextRules mentionCountsName() {
    return new TextRules(limits, title, links, linkLength, Mentions.NAME, hashtags);
  }

  /** The same rules for a system that takes hashtags within the text, at most so many. */
  public TextRules hashtags(int most) {
    return new TextRules(
        limits,
        title,
        links,
        linkLength,
        mentions,
        new Hashtags(hashtags.place(), OptionalInt.of(most)));
  }

  /** The same rules for a system that takes hashtags in a field of their own. */
  public TextRules tagsBeside() {
    return new TextRules(
        limits, title, links, linkLength, mentions, new Hashtags(Place.BESIDE, hashtags.most()));
  }

  /**
   * The text as a system with hashtags within the text puts it out: the teaser's own, followed by
   * those of its hashtags that it does not contain.
   */
  public static String textOf(Teaser teaser) {
    String tags =
        teaser.hashtags().stream()
            .map(tag -> "#" + tag)
            .filter(tag -> !teaser.text().contains(tag))
            .collect(joining(" "));
    return tags.isEmpty() ? teaser.text() : teaser.text() + "\n" + tags;
  }

  /** The text of a teaser as this system puts it out and counts it. */
  public String put(Teaser teaser) {
    return hashtags.place() == Place.BESIDE ? teaser.text() : textOf(teaser);
  }

  private static List<Limit> more(List<Limit> limits, TextUnit unit, int maximum) {
    var more = new ArrayList<>(limits);
    more.add(new Limit(unit, maximum));
    return more;
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

  /** What of a mention such as {@code @ada@example.org} counts. */
  public enum Mentions {
    /** All of it. */
    WHOLE,
    /** The name without the host. */
    NAME
  }

  /** Where a system wants hashtags. */
  public enum Place {
    /** Within the text, where they count. */
    IN_TEXT,
    /** In a field of their own. */
    BESIDE
  }

  /**
   * @param place where they are put
   * @param most how many one post may have, where that is limited
   */
  public record Hashtags(Place place, OptionalInt most) {
    public Hashtags {
      requireNonNull(place);
      requireNonNull(most);
    }
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
