// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.io.Serial;
import org.parley.api.ParleyException;

/** A call to a system failed, and this is what the hub makes of it. */
final class CallFailed extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final ParleyException failure;
  private final boolean unclear;

  CallFailed(ParleyException failure, boolean unclear) {
    super(failure.getMessage(), failure);
    this.failure = failure;
    this.unclear = unclear;
  }

  ParleyException failure() {
    return failure;
  }

  /** Whether the system may have done what it was asked for all the same. */
  boolean isUnclear() {
    return unclear;
  }
}
