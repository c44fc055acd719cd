// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.UUID;
import org.parley.api.store.Transaction;

/** The name by which messages at a broker tell of which database's log they are. */
final class LogName {
  private static final String INSERT = "INSERT INTO bus_log_name (place, name) VALUES (1, :name)";

  private static final String FIND = "SELECT name FROM bus_log_name WHERE place = 1";

  private LogName() {}

  /** The same for all hubs of the database, made up by whoever asks first. */
  static String in(Transaction transaction) {
    return transaction
        .sql(FIND)
        .first(row -> row.text("name"))
        .orElseGet(
            () -> {
              transaction.sql(INSERT).bind("name", UUID.randomUUID().toString()).insertIfAbsent();
              return transaction.sql(FIND).first(row -> row.text("name")).orElseThrow();
            });
  }
}
