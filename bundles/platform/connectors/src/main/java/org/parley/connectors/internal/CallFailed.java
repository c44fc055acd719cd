// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.io.Serial;
import org.parley.api.Busy;
import org.parley.api.ParleyException;

/** A call to a system failed, and this is what the hub makes of it. */
final class CallFailed extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final ParleyException failure;
  private final boolean unclear;
  private final boolean crowded;

  CallFailed(ParleyException failure, boolean unclear) {
    this(failure, unclear, false);
  }

  private CallFailed(ParleyException failure, boolean unclear, boolean crowded) {
    super(failure.getMessage(), failure);
    this.failure = failure;
    this.unclear = unclear;
    this.crowded = crowded;
  }

  /** Nothing was asked of the system: the hub itself has no place for more at this moment. */
  static CallFailed crowded(Busy failure) {
    return new CallFailed(failure, false, true);
  }

  ParleyException failure() {
    return failure;
  }

  /** Whether the system may have done what it was asked for all the same. */
  boolean isUnclear() {
    return unclear;
  }

  /** Whether this says something of the hub and nothing of the system. */
  boolean isCrowded() {
    return crowded;
  }
}
