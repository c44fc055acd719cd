// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.parley.api.store.Row;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/**
 * The right to do what only one hub does at a time. The holder moves a counter on; another hub that
 * has seen it stand still for a while, by its own steady clock, takes over. No clock on the wall is
 * asked, so none that jumps does harm. A holder that was asleep may believe for a moment that it
 * still holds: each of its writes is checked against what its successor has moved on.
 */
final class Lease {
  private static final String CREATE =
      "INSERT INTO bus_lease (name, holder, epoch, beat) VALUES (:name, NULL, 0, 0)";

  private static final String FIND = "SELECT holder, epoch, beat FROM bus_lease WHERE name = :name";

  private static final String BEAT =
      """
      UPDATE bus_lease SET beat = beat + 1
      WHERE name = :name AND holder = :me AND epoch = :epoch
      """;

  private static final String TAKE =
      """
      UPDATE bus_lease SET holder = :me, epoch = epoch + 1, beat = beat + 1
      WHERE name = :name AND epoch = :epoch AND beat = :beat
      """;

  private static final String GIVE =
      "UPDATE bus_lease SET holder = NULL WHERE name = :name AND holder = :me";

  private final Store store;
  private final String name;
  private final UUID me;
  private final long patience;
  private final LongSupplier nanos;
  private long epoch = -1;
  private long beaten;
  private Optional<Seen> seen = Optional.empty();
  private long seenSince;

  /**
   * @param me who asks, different for each start of a hub
   * @param patience how long a holder may be silent
   * @param nanos a steady clock
   */
  Lease(Store store, String name, UUID me, Duration patience, LongSupplier nanos) {
    this.store = store;
    this.name = name;
    this.me = me;
    this.patience = patience.toNanos();
    this.nanos = nanos;
  }

  /** Takes it, keeps it or finds that another has it; to be asked about once a second. */
  boolean hold() {
    long now = nanos.getAsLong();
    if (epoch >= 0 && now - beaten < patience / 5) {
      return true;
    }
    boolean held = store.inTransaction(transaction -> hold(transaction, now));
    beaten = held ? now : beaten;
    return held;
  }

  private boolean hold(Transaction transaction, long now) {
    if (epoch >= 0 && beat(transaction)) {
      return true;
    }
    epoch = -1;
    transaction.sql(CREATE).bind("name", name).insertIfAbsent();
    Seen current = transaction.sql(FIND).bind("name", name).first(Seen::of).orElseThrow();
    if (!seen.equals(Optional.of(current))) {
      seen = Optional.of(current);
      seenSince = now;
    }
    boolean silent = now - seenSince >= patience;
    if ((current.holder.isEmpty() || silent) && take(transaction, current)) {
      epoch = current.epoch + 1;
    }
    return epoch >= 0;
  }

  private boolean beat(Transaction transaction) {
    return transaction.sql(BEAT).bind("name", name).bind("me", me).bind("epoch", epoch).update()
        == 1;
  }

  private boolean take(Transaction transaction, Seen current) {
    return transaction
            .sql(TAKE)
            .bind("name", name)
            .bind("me", me)
            .bind("epoch", current.epoch)
            .bind("beat", current.beat)
            .update()
        == 1;
  }

  /** Gives it up, so that another need not wait. */
  void give() {
    if (epoch >= 0) {
      epoch = -1;
      store.inTransaction(
          transaction -> transaction.sql(GIVE).bind("name", name).bind("me", me).update());
    }
  }

  private record Seen(Optional<UUID> holder, long epoch, long beat) {
    static Seen of(Row row) {
      return new Seen(row.findId("holder"), row.number("epoch"), row.number("beat"));
    }
  }
}
