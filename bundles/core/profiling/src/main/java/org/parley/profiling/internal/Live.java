// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.UUID;
import org.parley.api.NotFound;
import org.parley.api.store.Transaction;

/** The live profile behind an id, or the refusal that there is none. */
final class Live {
  private Live() {}

  static UUID id(Transaction transaction, UUID id) {
    return FindHolder.in(transaction, id).orElseThrow(() -> new NotFound("profile", id)).id();
  }

  /** The same, kept from being changed by others until the transaction ends. */
  static UUID inTurn(Transaction transaction, UUID id) {
    Turn.take(transaction);
    return id(transaction, id);
  }
}
