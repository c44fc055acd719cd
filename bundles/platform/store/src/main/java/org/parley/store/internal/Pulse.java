// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.parley.api.store.Row;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/**
 * The signs of life of the hubs. Another's silence is counted in own looks, so that a hub that was
 * asleep itself, or away from its database, takes nobody for gone when it comes back. No lock is
 * held here while the database is asked: who asks for a lease may hold a row that a beat waits for.
 */
final class Pulse {
  private static final String BEAT = "UPDATE store_hub SET beat = beat + 1 WHERE id = :me";

  private static final String APPEAR = "INSERT INTO store_hub (id, beat) VALUES (:me, 1)";

  private static final String HUBS = "SELECT id, beat FROM store_hub";

  private static final String HUB = "SELECT id, beat FROM store_hub WHERE id = :id";

  private static final String MINE = "SELECT name, epoch FROM store_lease WHERE holder = :me";

  private static final String VANISH = "DELETE FROM store_hub WHERE id = :id";

  private static final String FORGET = "DELETE FROM store_hub WHERE id IN (<ids>)";

  private static final String FREE = "UPDATE store_lease SET holder = NULL WHERE holder = :id";

  /** After so many own looks a hub's row is cleared away; should it wake, it writes a new one. */
  private static final int FORGOTTEN = 600;

  private final Store store;
  private final UUID me;
  private final Patience patience;
  private final LongSupplier nanos;
  private final Map<String, Long> held = new ConcurrentHashMap<>();
  private volatile Map<UUID, Sign> signs = Map.of();
  private volatile boolean fresh;
  private volatile long beatenAt;

  Pulse(Store store, UUID me, Patience patience, LongSupplier nanos) {
    this.store = store;
    this.me = me;
    this.patience = patience;
    this.nanos = nanos;
  }

  UUID me() {
    return me;
  }

  long period() {
    return patience.silence / patience.beats;
  }

  /** Moves the own counter on and looks at the others'. Called by one thread at a time. */
  void beat() {
    long now = nanos.getAsLong();
    Look look = store.inTransaction(this::beat);
    Map<UUID, Sign> seen = new HashMap<>();
    for (Sign sign : look.hubs) {
      Sign before = signs.get(sign.hub);
      seen.put(sign.hub, before != null && before.beat == sign.beat ? before.older() : sign);
    }
    signs = seen;
    held.keySet().retainAll(look.mine.keySet());
    look.mine.forEach((name, epoch) -> held.computeIfPresent(name, (any, known) -> epoch));
    beatenAt = now;
    fresh = true;
    forgetTheLongGone();
  }

  private void forgetTheLongGone() {
    List<UUID> gone =
        signs.values().stream()
            .filter(sign -> sign.unchanged >= FORGOTTEN && !sign.hub.equals(me))
            .map(Sign::hub)
            .toList();
    if (!gone.isEmpty()) {
      store.inTransaction(transaction -> transaction.sql(FORGET).bindList("ids", gone).update());
    }
  }

  /** Gives the first sign of life, without which whatever is taken would be free to others. */
  void appear(Transaction transaction) {
    if (!fresh) {
      transaction.sql(APPEAR).bind("me", me).insertIfAbsent();
    }
  }

  private Look beat(Transaction transaction) {
    if (transaction.sql(BEAT).bind("me", me).update() == 0) {
      transaction.sql(APPEAR).bind("me", me).insertIfAbsent();
    }
    Map<String, Long> mine = new HashMap<>();
    transaction
        .sql(MINE)
        .bind("me", me)
        .list(row -> mine.put(row.text("name"), row.number("epoch")));
    return new Look(transaction.sql(HUBS).list(Sign::of), mine);
  }

  /** Whether it is sure without asking that a lease taken with that epoch is held yet. */
  boolean holds(String name, long epoch) {
    Long known = held.get(name);
    return known != null
        && known == epoch
        && fresh
        && nanos.getAsLong() - beatenAt < patience.silence;
  }

  /** A lease was taken, and that is committed. */
  void taken(String name, long epoch) {
    held.put(name, epoch);
  }

  void lost(String name) {
    held.remove(name);
  }

  /**
   * Whether another hub was silent for so long and is now, or has left in order. The looks may be
   * from before this hub was asleep.
   */
  boolean isGone(Transaction transaction, UUID hub) {
    Optional<Sign> now = transaction.sql(HUB).bind("id", hub).first(Sign::of);
    return now.isEmpty() || isSilent(now.get());
  }

  private boolean isSilent(Sign now) {
    Sign seen = signs.get(now.hub);
    return seen != null && seen.beat == now.beat && seen.unchanged >= patience.beats;
  }

  /** Says that this hub goes. */
  void leave() {
    fresh = false;
    held.clear();
    store.inTransaction(
        transaction -> {
          transaction.sql(FREE).bind("id", me).update();
          return transaction.sql(VANISH).bind("id", me).update();
        });
  }

  /**
   * @param beats how many own looks see no change before another is taken for gone
   * @param silence how long, in nanoseconds, these take
   */
  record Patience(int beats, long silence) {}

  private record Look(List<Sign> hubs, Map<String, Long> mine) {}

  private record Sign(UUID hub, long beat, int unchanged) {
    static Sign of(Row row) {
      return new Sign(row.id("id"), row.number("beat"), 0);
    }

    Sign older() {
      return new Sign(hub, beat, unchanged + 1);
    }
  }
}
