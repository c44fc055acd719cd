// SPDX-License-Identifier: Apache-2.0
package org.parley.api.store;

import java.time.Instant;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One open unit of work. Belongs to the thread that it was opened for and ends with its {@link
 * Store.Work}.
 */
@ProviderType
public interface Transaction {
  /**
   * A statement over this room's own tables.
   *
   * @param sql in the subset that Derby and PostgreSQL share, with named parameters such as {@code
   *     :slug}; a list is bound to {@code (<slugs>)}
   */
  Statement sql(String sql);

  /**
   * The time by the one clock that all hubs of a database share, the same throughout the
   * transaction. For what one hub writes and another compares; all else has the hub's clock.
   */
  Instant now();

  /**
   * Runs once just before the commit, still inside the transaction; what it throws rolls the
   * transaction back.
   */
  void beforeCommit(Consumer<Transaction> work);

  /**
   * Runs once after the commit was acknowledged by the database, on the thread that committed and
   * before it goes on; must not throw, nor block longer than whoever waits for that thread can
   * bear.
   */
  void afterCommit(Runnable work);

  /**
   * Runs once when the work has ended without a commit, also when it is about to be run again; must
   * not block or throw. After a failed commit whose outcome is unknown this runs too.
   */
  void afterRollback(Runnable work);
}
