// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** Hands records that were read from a table the keys of their personal parts. */
final class Unlock {
  private Unlock() {}

  static void in(Transaction transaction, Collection<LoggedRecord> records) {
    Set<UUID> ids = new HashSet<>();
    records.forEach(record -> record.keyId().ifPresent(ids::add));
    if (!ids.isEmpty()) {
      var keys = KeyRows.find(transaction, ids);
      records.forEach(record -> record.unlock(keys));
    }
  }
}
