// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parley.api.Violation;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.MediaRules;
import org.parley.api.connectors.MediaRules.Medium;
import org.parley.api.connectors.MessageRules;
import org.parley.api.connectors.Rules;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextUnit;

class RulesOfNetworkTest {
  private static final Medium PICTURES =
      Medium.of(MediaRules.Form.IMAGE, 1, "image/png")
          .bytes(1_000_000)
          .altText(TextUnit.GRAPHEMES, 10);
  private final RulesOfNetwork rules =
      new RulesOfNetwork(
          "Trial network",
          Rules.NONE
              .text(
                  TextRules.of(TextUnit.GRAPHEMES, 10)
                      .and(TextUnit.BYTES, 20)
                      .title(TextUnit.CODE_POINTS, 5)
                      .hashtags(2)
                      .withCard())
              .media(MediaRules.of(PICTURES))
              .messages(
                  MessageRules.of(MessageRules.Reach.WHO_WROTE)
                      .within(Duration.ofHours(24))
                      .and(TextUnit.UTF16, 4)));

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

  @Test
  void letsNoWriterForgetTheSecondLimit() {
    assertThat(rules.length("👨‍👩‍👧‍👦")).isEqualTo(10 + 5);
  }

  @Test
  void refusesATitleThatIsTooLongAndTooManyHashtags() {
    var card = new Teaser.Card("Heat pumps", "", Optional.empty());
    var teaser =
        new Teaser(
            "x",
            Locale.ENGLISH,
            Optional.empty(),
            Optional.of(card),
            List.of(),
            List.of("a", "b", "c"));

    assertThat(rules.check(teaser))
        .extracting(Violation::path)
        .containsExactly("card.title", "hashtags");
  }

  @Test
  void leavesHashtagsUncountedThatStandBesideTheText() {
    var beside =
        new RulesOfNetwork("Trial", Rules.NONE.text(TextRules.of(TextUnit.BYTES, 8).tagsBeside()));

    assertThat(beside.check(teaser("01234567", List.of("ab"), List.of()))).isEmpty();
  }

  @Test
  void refusesWhatXTakesForNoCharacter() {
    var weighted = new RulesOfNetwork("X", Rules.NONE.text(TextRules.of(TextUnit.WEIGHTED, 280)));

    assertThat(weighted.check(teaser("A\uFFFEB", List.of(), List.of()))).hasSize(1);
  }

  @Test
  void letsOnlyThoseBeWrittenToWhoWroteLately() {
    Instant now = Instant.parse("2026-11-23T10:00:00Z");

    assertThat(rules.check("Hi", Optional.of(now.minusSeconds(60)), now)).isEmpty();
    assertThat(rules.check("Hello", Optional.of(now.minusSeconds(60)), now))
        .extracting(Violation::path)
        .containsExactly("text");
    assertThat(rules.check("Hi", Optional.empty(), now)).hasSize(1);
    assertThat(rules.check("Hi", Optional.of(now.minus(Duration.ofHours(25))), now)).hasSize(1);
  }

  private static Teaser teaser(String text, List<String> tags, List<Teaser.Image> images) {
    return new Teaser(text, Locale.ENGLISH, Optional.empty(), Optional.empty(), images, tags);
  }
}
