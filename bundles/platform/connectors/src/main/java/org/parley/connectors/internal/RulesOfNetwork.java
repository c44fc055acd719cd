// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.parley.api.Violation;
import org.parley.api.accounts.Networks.TeaserRules;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.MediaRules.Form;
import org.parley.api.connectors.MediaRules.Medium;
import org.parley.api.connectors.Rules;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextRules.Limit;
import org.parley.api.connectors.TextRules.Links;
import org.parley.api.connectors.TextUnit;

/** One network's rules, as its connector or the account's own instance states them. */
final class RulesOfNetwork implements TeaserRules {
  /** What twitter-text calls invalid, wherever it stands. */
  private static final Pattern NO_CHARACTERS = Pattern.compile("[\\uFFFE\\uFEFF\\uFFFF]");

  private final String network;
  private final Rules rules;

  RulesOfNetwork(String network, Rules rules) {
    this.network = network;
    this.rules = rules;
  }

  @Override
  public boolean showsCards() {
    return rules.text().links() == Links.CARD;
  }

  @Override
  public int most() {
    return rules.text().limits().stream().findFirst().map(Limit::maximum).orElse(Integer.MAX_VALUE);
  }

  /** Where another limit is exceeded, it is the first that seems to be, by as much. */
  @Override
  public int length(String text) {
    List<Limit> limits = rules.text().limits();
    if (limits.isEmpty()) {
      return text.length();
    }
    int measured = length(text, limits.get(0));
    for (Limit limit : limits.subList(1, limits.size())) {
      int over = length(text, limit) - limit.maximum();
      if (over > 0) {
        measured = Math.max(measured, most() + over);
      }
    }
    return measured;
  }

  @Override
  public List<Violation> check(Teaser teaser) {
    List<Violation> found = new ArrayList<>();
    String text = rules.text().put(teaser);
    if (text.isBlank()) {
      found.add(new Violation("text", "Is blank; " + network + " takes no empty post"));
    }
    checkText("text", text, rules.text().limits(), found);
    teaser
        .card()
        .ifPresent(card -> checkText("card.title", card.title(), rules.text().title(), found));
    checkHashtags(teaser, found);
    checkImages(teaser.images(), found);
    return List.copyOf(found);
  }

  /**
   * Everything for which a direct message would be refused.
   *
   * @param theirLast when the person wrote last
   */
  List<Violation> check(String text, Optional<Instant> theirLast, Instant now) {
    List<Violation> found = new ArrayList<>();
    if (text.isBlank()) {
      found.add(new Violation("text", "Is blank; " + network + " takes no empty message"));
    }
    checkText("text", text, rules.messages().limits(), found);
    rules
        .messages()
        .objection(theirLast, false, now)
        .ifPresent(objection -> found.add(new Violation("to", objection)));
    return List.copyOf(found);
  }

  private int length(String text, Limit limit) {
    return TextLength.of(text, limit.unit(), rules.text());
  }

  private void checkText(String path, String text, List<Limit> limits, List<Violation> found) {
    for (Limit limit : limits) {
      int used = length(text, limit);
      if (used > limit.maximum()) {
        found.add(
            new Violation(
                path,
                "Is '%d' %s long; %s takes at most %d"
                    .formatted(used, words(limit), network, limit.maximum())));
      }
      if (limit.unit() == TextUnit.WEIGHTED && NO_CHARACTERS.matcher(text).find()) {
        found.add(new Violation(path, "Holds what " + network + " takes for no character"));
      }
    }
  }

  private static String words(Limit limit) {
    return switch (limit.unit()) {
      case WEIGHTED -> "weighted characters";
      case GRAPHEMES -> "characters";
      case CODE_POINTS -> "code points";
      case UTF16 -> "UTF-16 units";
      case BYTES -> "bytes";
    };
  }

  private void checkHashtags(Teaser teaser, List<Violation> found) {
    int most = rules.text().hashtags().most().orElse(Integer.MAX_VALUE);
    int used = teaser.hashtags().size();
    if (used > most) {
      found.add(
          new Violation(
              "hashtags", "Are '%d'; %s takes at most %d".formatted(used, network, most)));
    }
  }

  private void checkImages(List<Teaser.Image> images, List<Violation> found) {
    rules
        .media()
        .objections(Collections.nCopies(images.size(), Form.IMAGE))
        .forEach(objection -> found.add(new Violation("images", objection + " on " + network)));
    Optional<Limit> altText = rules.media().images().flatMap(Medium::altText);
    for (int i = 0; i < images.size() && altText.isPresent(); i++) {
      int used = TextLength.of(images.get(i).altText(), altText.get().unit(), TextRules.NONE);
      if (used > altText.get().maximum()) {
        found.add(
            new Violation(
                "images[" + i + "].altText",
                "Is '%d' %s long; %s takes at most %d"
                    .formatted(used, words(altText.get()), network, altText.get().maximum())));
      }
    }
  }
}
