// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.api.store.Transaction;

/** The live profile behind an id, or the refusal that there is none. */
final class Live {
  private static final int ROUNDS = 8;

  private Live() {}

  static Holder holder(Transaction transaction, UUID id) {
    return FindHolder.in(transaction, id).orElseThrow(() -> new NotFound("profile", id));
  }

  static UUID id(Transaction transaction, UUID id) {
    return holder(transaction, id).id();
  }

  /** The same, kept from being changed by others until the transaction ends. */
  static UUID locked(Transaction transaction, UUID id) {
    for (int round = 0; round < ROUNDS; round++) {
      UUID live = id(transaction, id);
      if (LockProfile.in(transaction, live)) {
        return live;
      }
    }
    throw new ParleyException(Fault.HUB, "Others changed the profile too often meanwhile");
  }
}
