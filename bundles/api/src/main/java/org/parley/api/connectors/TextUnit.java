// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

/** The units in which systems count the length of a text. */
public enum TextUnit {
  /**
   * As X counts, by version 3 of twitter-text's configuration after NFC: a link 23, most Latin
   * characters 1, an ideograph or an emoji with all that belongs to it 2.
   */
  WEIGHTED,
  /** Characters as a person sees them (extended grapheme clusters of UAX 29, Unicode 16). */
  GRAPHEMES,
  /** Unicode code points. */
  CODE_POINTS,
  /** UTF-16 code units, as Java and JavaScript count. */
  UTF16,
  /** Bytes in UTF-8. */
  BYTES
}
