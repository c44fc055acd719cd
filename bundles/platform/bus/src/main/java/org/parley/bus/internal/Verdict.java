// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import org.parley.api.Fault;

/** What becomes of a record whose reader has failed. */
sealed interface Verdict {
  /** Why it failed, for a person. */
  String reason();

  /** It waits, and its key with it. */
  record Again(Instant due, String reason) implements Verdict {}

  /** It is parked. */
  record GiveUp(Fault fault, String reason) implements Verdict {}
}
