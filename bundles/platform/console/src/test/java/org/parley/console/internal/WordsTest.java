// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parley.api.leads.Lead;
import org.parley.api.measurement.Figure;

class WordsTest {
  private final Properties english = read("words.properties");
  private final Properties german = read("words_de.properties");

  @Test
  void saysEverythingInBothLanguages() {
    assertThat(german.stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
  }

  @Test
  void leavesNoTextEmpty() {
    assertThat(english.values()).noneMatch(text -> text.toString().isBlank());
    assertThat(german.values()).noneMatch(text -> text.toString().isBlank());
  }

  @Test
  void takesTheSameArgumentsInBothLanguages() {
    for (String key : english.stringPropertyNames()) {
      if (english.getProperty(key).matches(".*\\{\\d.*")) {
        var one = new MessageFormat(english.getProperty(key), Locale.ENGLISH);
        var other = new MessageFormat(german.getProperty(key), Locale.GERMAN);
        assertThat(other.getFormatsByArgumentIndex())
            .as(key)
            .hasSameSizeAs(one.getFormatsByArgumentIndex());
      }
    }
  }

  @Test
  void samplesNameEachOfTheirFacts() {
    for (String key : english.stringPropertyNames()) {
      if (key.endsWith(".sample")) {
        var one = new Words(Locale.ENGLISH).sample(key).orElseThrow().facts();
        var other = new Words(Locale.GERMAN).sample(key).orElseThrow().facts();
        assertThat(other).as(key).hasSameSizeAs(one);
      }
    }
    assertThat(new Words(Locale.ENGLISH).sample("consents.sample")).isEmpty();
  }

  /** A straight apostrophe would swallow the arguments of a message. */
  @Test
  void usesTypographicApostrophes() {
    for (Properties words : Set.of(english, german)) {
      assertThat(words.values()).noneMatch(text -> text.toString().contains("'"));
    }
  }

  @Test
  void namesStatesByTheirType() {
    assertThat(new Words(Locale.GERMAN).of(Lead.Stage.WON)).isEqualTo("Gewonnen");
    for (Figure figure : Figure.values()) {
      assertThat(new Words(Locale.ENGLISH).of(figure)).isNotEqualTo(figure.name());
    }
  }

  @Test
  void fillsNumbersInAsTheLanguageWritesThem() {
    assertThat(new Words(Locale.GERMAN).say("overview.yesterday", 1234L))
        .isEqualTo("1.234 gestern");
    assertThat(new Words(Locale.ENGLISH).say("leads.need", 2, ""))
        .isEqualTo("2 leads have no owner");
  }

  private static Properties read(String name) {
    try (Reader in =
        new InputStreamReader(WordsTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      Properties words = new Properties();
      words.load(in);
      return words;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
