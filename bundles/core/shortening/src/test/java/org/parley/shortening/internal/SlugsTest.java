// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugsTest {
  private final Slugs slugs = new Slugs(new SecureRandom());

  @ParameterizedTest
  @ValueSource(strings = {"ab", "Spring", "summer-sale-2026", "A1", "x2"})
  void acceptsWhatPeopleChoose(String slug) {
    assertThat(Slugs.objection(slug)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a", "-a", "a-", "a--b", "a b", "a/b", "a.b", "größe", "робот", "a_b", "a%20b", "a\nb",
        "😀😀"
      })
  void refusesWhatCannotStandInAnAddress(String slug) {
    assertThat(Slugs.objection(slug)).isPresent();
    assertThat(Slugs.lookUp("/" + slug)).isEmpty();
  }

  @Test
  void refusesTooLongSlugs() {
    assertThat(Slugs.objection("a".repeat(64))).isEmpty();
    assertThat(Slugs.objection("a".repeat(65))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api",
        "API",
        "console",
        "c0ns0le",
        "health",
        "metrics",
        "ap1",
        "webhooks",
        "hooks"
      })
  void keepsTheHubsOwnPaths(String slug) {
    assertThat(Slugs.objection(slug))
        .hasValueSatisfying(it -> assertThat(it).contains("own pages"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fuck", "FUCK-you", "f-u-c-k", "Sh1t", "n4zi", "a55"})
  void refusesBadWords(String slug) {
    assertThat(Slugs.objection(slug)).hasValueSatisfying(it -> assertThat(it).contains("offend"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "essex-tour", "cocktails", "analysis", "titanic"})
  void toleratesWordsThatHoldABadOne(String slug) {
    assertThat(Slugs.objection(slug)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Sale, sa1e",
    "SALE, sale",
    "b0ok, book",
    "corn, com",
    "vvin, win",
    "illlest, 111lest"
  })
  void foldsWhatTheEyeConfuses(String one, String other) {
    assertThat(Slugs.skeleton(one)).isEqualTo(Slugs.skeleton(other));
  }

  @ParameterizedTest
  @CsvSource({"sale, sales", "sale-2, sale-3", "day5, days", "summer-sale, summersale"})
  void tellsApartWhatTheEyeDoes(String one, String other) {
    assertThat(Slugs.skeleton(one)).isNotEqualTo(Slugs.skeleton(other));
  }

  @Property(tries = 300)
  void generatedSlugsCouldBeChosen(@ForAll @IntRange(min = 4, max = 16) int length) {
    String slug = slugs.generate(length);
    assertThat(slug).hasSize(length);
    assertThat(Slugs.objection(slug)).isEmpty();
    assertThat(slug).doesNotContainPattern("[aeiouylIO016mvsz]");
  }

  @Property(tries = 300)
  void everyChosenSlugIsFoundInAnyCase(
      @ForAll @AlphaChars @NumericChars @StringLength(min = 2, max = 64) String slug) {
    assertThat(Slugs.lookUp(slug)).isPresent().isEqualTo(Slugs.lookUp(slug.toUpperCase()));
    assertThat(Slugs.lookUp(slug)).contains(Slugs.skeleton(slug));
  }

  @Test
  void generatedSlugsNeitherRepeatNorFollowEachOther() {
    Stream<String> many = IntStream.range(0, 20_000).mapToObj(round -> slugs.generate(Slugs.USUAL));
    assertThat(many.map(Slugs::skeleton).distinct().count()).isGreaterThan(19_990);
  }

  @Test
  void noLetterOfTheAlphabetLooksLikeAnother() {
    assertThat(Slugs.ALPHABET.chars().mapToObj(Character::toString).map(Slugs::skeleton))
        .doesNotHaveDuplicates();
  }
}
