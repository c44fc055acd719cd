// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody most likely meant. */
final class Spelling {
  private Spelling() {}

  /** The known word that is a slip of the keys away, if any. */
  static Optional<String> nearest(String word, Collection<String> known) {
    int most = word.length() < 4 ? 1 : 2;
    return known.stream()
        .filter(each -> distance(word, each) <= most)
        .min(
            Comparator.<String>comparingInt(each -> distance(word, each))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** How many letters must be put in, taken out or changed; case and hyphens do not count. */
  private static int distance(String from, String to) {
    String a = plain(from);
    String b = plain(to);
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(row[j - 1], before[j]));
      }
      before = row;
    }
    return before[b.length()];
  }

  private static String plain(String word) {
    String begin = word.length() > 40 ? word.substring(0, 40) : word;
    return begin.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }
}
