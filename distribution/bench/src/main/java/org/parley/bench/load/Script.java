// SPDX-License-Identifier: Apache-2.0
package org.parley.bench.load;

import java.nio.ByteBuffer;

/** Says what is requested. One thread alone calls it. */
public interface Script {
  /**
   * Writes the next request.
   *
   * @return a number of the caller's own for what was requested, given back with the answer
   */
  int next(ByteBuffer request);

  /** Is told what a request was answered with. */
  void answered(int request, int status);
}
