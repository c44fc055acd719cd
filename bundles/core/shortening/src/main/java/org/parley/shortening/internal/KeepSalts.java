// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import org.parley.api.store.Transaction;

/** The secrets of days, and the end of them. */
final class KeepSalts {
  private static final String FIND = "SELECT salt FROM shortening_salt WHERE day_number = :day";

  private static final String INSERT =
      "INSERT INTO shortening_salt (day_number, salt) VALUES (:day, :salt)";

  private static final String DESTROY = "DELETE FROM shortening_salt WHERE day_number < :day";

  private KeepSalts() {}

  /** The day's salt, which is the offered one when no hub has set one before. */
  static byte[] of(Transaction tx, long day, byte[] offered) {
    tx.sql(INSERT).bind("day", day).bind("salt", offered).insertIfAbsent();
    return tx.sql(FIND).bind("day", day).first(row -> row.bytes("salt")).orElseThrow();
  }

  /** Destroys the salts of days before this one. */
  static int destroyBefore(Transaction tx, long day) {
    return tx.sql(DESTROY).bind("day", day).update();
  }
}
