// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.parley.bench.Wait;

/** An experiment cannot be carried out or has gone wrong, in words for a person. */
public final class ChaosFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ChaosFailed(String message) {
    super(message);
  }

  public ChaosFailed(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Waits until something has come about.
   *
   * @throws ChaosFailed saying what is wrong when it has not in time
   */
  static void unlessCome(Duration patience, String otherwise, BooleanSupplier come)
      throws InterruptedException {
    if (!Wait.come(patience, come)) {
      throw new ChaosFailed(otherwise);
    }
  }
}
