// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

/** The units in which systems count the length of a text. */
public enum TextUnit {
  /** As X counts: a link 23, most Latin characters 1, an emoji or an ideograph 2. */
  WEIGHTED,
  /** Characters as a person sees them (UAX 29 extended grapheme clusters). */
  GRAPHEMES,
  /** Unicode code points. */
  CODE_POINTS,
  /** UTF-16 code units, as Java and JavaScript count. */
  UTF16,
  /** Bytes in UTF-8. */
  BYTES
}
