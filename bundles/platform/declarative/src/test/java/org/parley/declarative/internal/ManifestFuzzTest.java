// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/**
 * Whatever somebody types: it is read, or everything wrong with it is told; nothing else happens.
 */
class ManifestFuzzTest {
  private static final String ODD = "{}[]\"':#&*!|>-?@`%$ \n\t.,\\()/=~<";

  @Property(tries = 300)
  void readsOrRefusesAnyText(@ForAll @StringLength(max = 300) String text) {
    tryToRead(text);
  }

  @Property(tries = 600)
  void readsOrRefusesASlipOfTheKeys(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int slips) {
    var random = new Random(seed);
    var text = new StringBuilder(ReadManifestTest.SMALL);
    for (int i = 0; i < slips; i++) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.setCharAt(at, ODD.charAt(random.nextInt(ODD.length())));
        default -> text.insert(at, ODD.charAt(random.nextInt(ODD.length())));
      }
    }
    tryToRead(text.toString());
  }

  @Property(tries = 600)
  void compilesOrRefusesAnyExpression(@ForAll long seed, @ForAll @IntRange(max = 60) int length) {
    var random = new Random(seed);
    var text = new StringBuilder();
    String letters = ODD + "abc019$$((function{}";
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    try {
      Expression.of(text.toString());
    } catch (BadExpression e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void tryToRead(String text) {
    try {
      ReadManifest.read(
          text,
          name -> {
            throw new ClassNotFoundException(name);
          });
    } catch (InvalidManifest e) {
      assertThat(e.problems())
          .isNotEmpty()
          .allSatisfy(
              problem -> {
                assertThat(problem.place().line()).isPositive();
                assertThat(problem.message()).isNotBlank();
              });
    }
  }
}
