// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;

/** Measures one thing of the packed hub. */
interface Benchmark {
  /** By which it is called, and its section in the document is found. */
  String name();

  /**
   * Measures.
   *
   * @throws BenchFailed when what was measured is not what it claims to be, as when a click is gone
   */
  Result run(Lab lab) throws IOException, InterruptedException;
}
