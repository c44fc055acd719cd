// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * An answer as a part of its home's chain.
 *
 * @param nr from 1
 * @param seal over the answer, its place and the seal before
 */
record Link(UUID home, int nr, Answer answer, String seal) {
  static Link after(FindChain.End end, UUID home, Answer answer, Seal seal) {
    int nr = end.answers() + 1;
    return new Link(home, nr, answer, seal.over(text(end.seal(), home, nr, answer)));
  }

  /** Whether it follows on that end, as it was noted. */
  boolean follows(FindChain.End end, Seal seals) {
    return after(end, home, answer, seals).equals(this);
  }

  FindChain.End end() {
    return new FindChain.End(nr, seal);
  }

  /** Every part with its length before it, so that nothing can move from one into the next. */
  private static byte[] text(String before, UUID home, int nr, Answer answer) {
    StringBuilder text = new StringBuilder();
    Object[] parts = {
      before,
      home,
      nr,
      answer.id(),
      answer.purpose(),
      answer.given(),
      answer.basis(),
      answer.evidence(),
      answer.at(),
      answer.counts()
    };
    for (Object part : parts) {
      String each = part.toString();
      text.append(each.length()).append(':').append(each);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
