// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.util.Optional;
import java.util.UUID;
import org.parley.api.ParleyException;
import org.parley.api.store.Lease;
import org.parley.api.store.LeaseLost;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One lease of several hubs. Every taking has an epoch of its own. */
final class SharedLease implements Lease {
  private static final Logger LOG = LoggerFactory.getLogger(SharedLease.class);
  private static final long NONE = -1;

  private static final String CREATE =
      "INSERT INTO store_lease (name, holder, epoch) VALUES (:name, NULL, 0)";

  private static final String FIND = "SELECT holder, epoch FROM store_lease WHERE name = :name";

  private static final String TAKE =
      """
      UPDATE store_lease SET holder = :me, epoch = epoch + 1 WHERE name = :name AND epoch = :epoch
      """;

  /** Changes nothing but locks the row, so that whoever wants to take over waits. */
  private static final String CHECK =
      """
      UPDATE store_lease SET epoch = epoch WHERE name = :name AND holder = :me AND epoch = :epoch
      """;

  private static final String GIVE =
      """
      UPDATE store_lease SET holder = NULL WHERE name = :name AND holder = :me AND epoch = :epoch
      """;

  private final Store store;
  private final Pulse pulse;
  private final String name;
  private volatile long epoch = NONE;

  SharedLease(Store store, Pulse pulse, String name) {
    this.store = store;
    this.pulse = pulse;
    this.name = name;
  }

  @Override
  public boolean hold() {
    return pulse.holds(name, epoch) || ask();
  }

  private synchronized boolean ask() {
    long before = epoch;
    long now = store.inTransaction(transaction -> take(transaction, before));
    epoch = now;
    if (now == NONE) {
      pulse.lost(name);
    } else {
      pulse.taken(name, now);
    }
    return now != NONE;
  }

  private long take(Transaction transaction, long before) {
    Optional<Found> found = find(transaction);
    if (found.isEmpty()) {
      transaction.sql(CREATE).bind("name", name).insertIfAbsent();
      found = find(transaction);
    }
    Found current = found.orElseThrow();
    boolean mine = current.holder.equals(Optional.of(pulse.me()));
    if (mine && current.epoch == before) {
      return before;
    }
    if (before != NONE && current.epoch > before) {
      return NONE; // it was another's in between, and what goes by the answers must learn of that
    }
    pulse.appear(transaction);
    boolean free =
        mine || current.holder.map(holder -> pulse.isGone(transaction, holder)).orElse(true);
    return free && bind(transaction, TAKE, current.epoch).update() == 1 ? current.epoch + 1 : NONE;
  }

  private Optional<Found> find(Transaction transaction) {
    return transaction.sql(FIND).bind("name", name).first(Found::of);
  }

  @Override
  public void check(Transaction transaction) {
    if (epoch == NONE || bind(transaction, CHECK, epoch).update() != 1) {
      pulse.lost(name);
      throw new LeaseLost(name);
    }
  }

  @Override
  public synchronized void give() {
    long mine = epoch;
    epoch = NONE;
    if (mine != NONE) {
      pulse.lost(name);
      try {
        store.inTransaction(transaction -> bind(transaction, GIVE, mine).update());
      } catch (ParleyException e) {
        LOG.debug("Lease '{}' goes with this hub", name, e);
      }
    }
  }

  private Statement bind(Transaction transaction, String sql, long of) {
    return transaction.sql(sql).bind("name", name).bind("me", pulse.me()).bind("epoch", of);
  }

  private record Found(Optional<UUID> holder, long epoch) {
    static Found of(Row row) {
      return new Found(row.findId("holder"), row.number("epoch"));
    }
  }
}
