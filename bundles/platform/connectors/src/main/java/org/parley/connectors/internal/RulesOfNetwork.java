// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.ArrayList;
import java.util.List;
import org.parley.api.Violation;
import org.parley.api.accounts.Networks.TeaserRules;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.MediaRules.Medium;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextRules.Limit;
import org.parley.api.connectors.TextRules.Links;

/** One network's rules for teasers, as its descriptor states them. */
final class RulesOfNetwork implements TeaserRules {
  private final Descriptor network;

  RulesOfNetwork(Descriptor network) {
    this.network = network;
  }

  @Override
  public boolean showsCards() {
    return network.text().links() == Links.CARD;
  }

  @Override
  public int most() {
    return network.text().limits().stream()
        .findFirst()
        .map(Limit::maximum)
        .orElse(Integer.MAX_VALUE);
  }

  @Override
  public int length(String text) {
    return network.text().limits().stream()
        .findFirst()
        .map(limit -> length(text, limit))
        .orElse(text.length());
  }

  @Override
  public List<Violation> check(Teaser teaser) {
    List<Violation> found = new ArrayList<>();
    checkText(TextRules.textOf(teaser), found);
    checkImages(teaser.images(), found);
    return List.copyOf(found);
  }

  private int length(String text, Limit limit) {
    return TextLength.of(text, limit.unit(), network.text().linkLength());
  }

  private void checkText(String text, List<Violation> found) {
    if (text.isBlank()) {
      found.add(new Violation("text", "Is blank; " + network.name() + " takes no empty post"));
    }
    for (Limit limit : network.text().limits()) {
      int used = length(text, limit);
      if (used > limit.maximum()) {
        found.add(
            new Violation(
                "text",
                "Is '%d' %s long; %s takes at most %d"
                    .formatted(used, words(limit), network.name(), limit.maximum())));
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

  private void checkImages(List<Teaser.Image> images, List<Violation> found) {
    int most = network.media().images().map(Medium::count).orElse(0);
    if (images.size() > most) {
      found.add(
          new Violation(
              "images",
              "Holds '%d' pictures; %s takes at most %d"
                  .formatted(images.size(), network.name(), most)));
    }
    int altText = network.media().images().map(Medium::altText).orElse(0);
    for (int i = 0; i < images.size() && altText > 0; i++) {
      int used = images.get(i).altText().length();
      if (used > altText) {
        found.add(
            new Violation(
                "images[" + i + "].altText",
                "Is '%d' characters long; %s takes at most %d"
                    .formatted(used, network.name(), altText)));
      }
    }
  }
}
