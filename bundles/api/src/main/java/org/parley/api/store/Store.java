// SPDX-License-Identifier: Apache-2.0
package org.parley.api.store;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The hub's database as one room sees it.
 *
 * <p>A room gets its store by a reference with the target {@code (room=<name>)}: the service
 * appears only after the room's own migrations have run, so a component that holds it can count on
 * its tables. Migrations lie in the room's bundle under {@code db/<room>/V<number>__<what>.sql} and
 * are announced by the bundle header {@code Parley-Migrations: <room>}. They are written once for
 * both databases with these placeholders: <code>${id}</code> (16 bytes), <code>${instant}</code>
 * (microseconds since 1970-01-01 UTC), <code>${text}</code> (unbounded), <code>${bytes}</code>
 * (unbounded), <code>${identity}</code> (a generated BIGINT key).
 *
 * <p>All methods may be called from any thread and block until the database has answered.
 */
@ProviderType
public interface Store {
  /**
   * Runs the work in one transaction and commits it; rolls back when it throws. The whole work is
   * run again, a few times, after a deadlock, a lock time-out or a serialization failure, so it
   * must have no effect outside the transaction.
   *
   * @throws org.parley.api.ParleyException with fault {@code HUB} when the database cannot be
   *     reached
   */
  <T> T inTransaction(Work<T> work);

  /**
   * Runs the work in one transaction that also takes in what this thread would otherwise do in
   * transactions of its own meanwhile, be it another room's: all of it happens, or nothing. Once
   * one of these has failed, nothing happens, also when its exception is caught. For the edge,
   * which notes that a request was carried out where it is carried out; rooms use {@link
   * #inTransaction}. Within another of these it is a part of that one.
   */
  <T> T asOne(Work<T> work);

  /** Runs the work in a read-only transaction. */
  <T> T read(Work<T> work);

  /**
   * Whether the database lives in this process, so that every commit happens here. In an embedded
   * database a reader waits for rows that another transaction has not yet committed.
   */
  boolean isEmbedded();

  /**
   * What is to be done within one transaction; called again from the start when the transaction is
   * retried.
   */
  @FunctionalInterface
  interface Work<T> {
    T in(Transaction transaction);
  }
}
