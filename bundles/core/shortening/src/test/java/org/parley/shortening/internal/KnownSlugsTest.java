// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parley.shortening.internal.StoredLink.SlugKey;

class KnownSlugsTest {
  @Test
  void saysYesToAllThatThereAreAndToFewOthers() {
    int slugs = 50_000;
    KnownSlugs known = new KnownSlugs(slugs);
    Random random = new Random(7);
    int[] numbers = random.ints(slugs).toArray();
    for (int number : numbers) {
      known.add(key("", number));
    }
    assertThat(IntStream.of(numbers).allMatch(number -> known.mayHold(key("", number)))).isTrue();
    long wrong =
        random.ints(slugs).filter(number -> known.mayHold(key("x.example", number))).count();
    assertThat(wrong).isLessThan(slugs / 50);
  }

  /** The long form: {@code -Dparley.slugs=10000000}. */
  @Test
  void isAsGoodWithManySlugsAsItsMemoryAllows() {
    int slugs = Integer.getInteger("parley.slugs", 500_000);
    KnownSlugs known = new KnownSlugs(slugs);
    for (int number = 0; number < slugs; number++) {
      known.add(key("", number));
    }

    assertThat(IntStream.range(0, slugs).allMatch(number -> known.mayHold(key("", number))))
        .isTrue();
    long wrong =
        IntStream.range(slugs, 2 * slugs).filter(number -> known.mayHold(key("", number))).count();
    assertThat(wrong).isLessThan(slugs / 50);
    assertThat(known.bytes()).isLessThanOrEqualTo(slugs * 10L / 8);
  }

  /** There is room for twice as many as there are, see {@link Routes}. */
  @Test
  void takes25MegabytesForTenMillionSlugs() {
    assertThat(new KnownSlugs(Routes.capacity(10_000_000)).bytes()).isEqualTo(25_000_000);
  }

  @Test
  void saysNoWhenItIsEmpty() {
    assertThat(new KnownSlugs(1).mayHold(key("", 1))).isFalse();
  }

  private static SlugKey key(String domain, int number) {
    return new SlugKey(domain, Integer.toString(number, 36));
  }
}
