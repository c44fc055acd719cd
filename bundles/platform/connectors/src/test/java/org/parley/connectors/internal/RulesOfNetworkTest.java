// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parley.api.Violation;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.MediaRules;
import org.parley.api.connectors.MediaRules.Medium;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextUnit;

class RulesOfNetworkTest {
  private static final Medium PICTURES =
      new Medium(MediaRules.Form.IMAGE, 1, Set.of("image/png"), 1_000_000, 10);
  private final RulesOfNetwork rules =
      new RulesOfNetwork(
          Descriptor.of("trial", "Trial network", Kind.SOCIAL)
              .text(TextRules.of(TextUnit.GRAPHEMES, 10).and(TextUnit.BYTES, 20).withCard())
              .media(new MediaRules(List.of(PICTURES))));

  @Test
  void acceptsWhatKeepsEveryLimit() {
    assertThat(rules.check(teaser("0123456789", List.of(), List.of()))).isEmpty();
  }

  @Test
  void namesEveryLimitThatIsBroken() {
    assertThat(rules.check(teaser("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", List.of(), List.of())))
        .containsExactly(
            new Violation("text", "Is '50' bytes long; Trial network takes at most 20"));
    assertThat(rules.check(teaser("01234567890123456789x", List.of(), List.of()))).hasSize(2);
  }

  @Test
  void countsTheHashtagsThatAreAdded() {
    assertThat(rules.check(teaser("01234567", List.of("ab"), List.of())))
        .extracting(Violation::message)
        .containsExactly("Is '12' characters long; Trial network takes at most 10");
    assertThat(rules.check(teaser("01234 #ab", List.of("ab"), List.of()))).isEmpty();
  }

  @Test
  void refusesAnEmptyText() {
    assertThat(rules.check(teaser(" ", List.of(), List.of()))).hasSize(1);
  }

  @Test
  void refusesTooManyPicturesAndTooLongDescriptions() {
    var picture = new Teaser.Image(URI.create("https://example.org/a.png"), "A cat on a mat");

    assertThat(rules.check(teaser("x", List.of(), List.of(picture, picture))))
        .extracting(Violation::path)
        .containsExactly("images", "images[0].altText", "images[1].altText");
  }

  @Test
  void tellsWritersTheFirstLimit() {
    assertThat(rules.most()).isEqualTo(10);
    assertThat(rules.length("👋🏽!")).isEqualTo(2);
    assertThat(rules.showsCards()).isTrue();
  }

  private static Teaser teaser(String text, List<String> tags, List<Teaser.Image> images) {
    return new Teaser(text, Locale.ENGLISH, Optional.empty(), Optional.empty(), images, tags);
  }
}
