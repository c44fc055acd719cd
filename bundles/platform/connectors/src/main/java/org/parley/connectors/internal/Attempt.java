// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What is known of handing something over.
 *
 * @param record the record on the bus that asked for it
 * @param at when it was last tried; where the system remembers a key for a while only, the first
 *     time that nobody knows the outcome of
 */
record Attempt(UUID account, UUID record, State state, Map<String, String> prepared, Instant at) {
  enum State {
    /** It is not with the system. */
    OPEN,
    /** It was under way; nobody has noted what became of it. */
    TRYING,
    /** Nobody can tell; a person decides. */
    UNCLEAR,
    DELIVERED,
    REJECTED
  }

  /** The same, once it is known not to be with the system. */
  Attempt open() {
    return new Attempt(account, record, State.OPEN, prepared, at);
  }

  /** Whether that account is still to hand it over. */
  boolean isOpenFor(UUID other) {
    return account.equals(other) && (state == State.OPEN || state == State.TRYING);
  }
}
