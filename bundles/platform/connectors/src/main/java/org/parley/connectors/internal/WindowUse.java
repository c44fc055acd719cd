// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.parley.connectors.internal.WaitingHubs.Waiting;

/**
 * What all hubs together have used of one window, and what each has in hand of it.
 *
 * <p>What is in hand counts until it is noted as used, which happens after the call has ended; what
 * was used counts until a whole span has passed since the end of the slot in which it was noted. A
 * system counts a call at some moment between its beginning and its end. So whatever span of that
 * length one looks at, the system has counted no more in it than the window holds.
 */
final class WindowUse {
  /** Into so many slots a span is cut: one of them is what is lost of it. */
  static final int SLOTS = 64;

  private static final Duration WHILE_ANOTHER_COMES = Duration.ofSeconds(1);

  private final Frame frame;
  private final TreeMap<Long, Long> used;
  private final Map<UUID, Long> held;
  private final WaitingHubs waiting;

  WindowUse(Frame frame) {
    this(frame, State.NONE);
  }

  WindowUse(Frame frame, State state) {
    this.frame = frame;
    used = new TreeMap<>(state.used());
    held = new HashMap<>(state.held());
    waiting = new WaitingHubs(state.waiting());
  }

  State state() {
    return new State(used, held, waiting.inOrder());
  }

  /**
   * Notes what a hub has used and has in hand, and gives it more.
   *
   * @param living the hubs that are there; what others had in hand counts as used
   */
  Grant settle(UUID hub, Claim claim, Set<UUID> living, Instant now) {
    long slot = frame.slot(now);
    keepOnly(living, slot);
    use(slot, claim.spent());
    hold(hub, claim.held());
    claim.told().ifPresent(told -> hear(told, slot));
    if (claim.need() == 0) {
      waiting.leave(hub);
      return Grant.NONE;
    }
    return grant(hub, claim, living.size(), now);
  }

  private void keepOnly(Set<UUID> living, long slot) {
    used.headMap(frame.oldest(slot)).clear();
    bringBack(slot);
    held.entrySet().stream()
        .filter(each -> !living.contains(each.getKey()))
        .forEach(gone -> use(slot, gone.getValue()));
    held.keySet().retainAll(living);
    waiting.keepOnly(living);
  }

  /**
   * What was noted later than now was noted by a clock that had leapt ahead. It happened, before
   * now; counted from now on it stands in the way of nothing for longer than a span.
   */
  private void bringBack(long slot) {
    Map<Long, Long> ahead = used.tailMap(slot, false);
    long amount = ahead.values().stream().mapToLong(n -> n).sum();
    ahead.clear();
    use(slot, amount);
  }

  /** Whether nothing of it counts, is in hand or waited for, so that a new one is no other. */
  boolean isUnused(Set<UUID> living, Instant now) {
    keepOnly(living, frame.slot(now));
    return state().equals(State.NONE);
  }

  /** What was used and counts yet, and what is in hand. */
  long taken(Instant now) {
    long slot = frame.slot(now);
    used.headMap(frame.oldest(slot)).clear();
    bringBack(slot);
    return frame.amount() - free();
  }

  /** No hub takes more in hand than it would have if all had the same, but for what it needs. */
  private Grant grant(UUID hub, Claim claim, int hubs, Instant now) {
    long equal = (free() + inHand()) / hubs;
    long left = free() - waiting.keptFrom(hub, now, other -> equal - held.getOrDefault(other, 0L));
    if (left < claim.need()) {
      return new Grant(0, Optional.of(waits(hub, claim.need(), left, now)));
    }
    long own = held.getOrDefault(hub, 0L);
    long fair = equal - own;
    long more = Math.min(left, Math.min(claim.wish(), fair));
    long granted = Math.max(claim.need(), more);
    hold(hub, own + granted);
    waiting.served(hub, granted > fair);
    return new Grant(granted, Optional.empty());
  }

  /**
   * It stands in line, unless what it waits for comes next month or never: nobody else should wait
   * for that.
   *
   * @return when it should ask again
   */
  private Instant waits(UUID hub, long need, long left, Instant now) {
    Instant then =
        waiting.isTurnOfAnother(hub, now)
            ? now.plus(WHILE_ANOTHER_COMES)
            : freeAt(need - left, now);
    if (!frame.isMonthly() && need <= frame.amount()) {
      waiting.await(hub, need, then);
    }
    return then;
  }

  /** When that much of what was used counts no more. */
  private Instant freeAt(long lacking, Instant now) {
    long freed = 0;
    for (Map.Entry<Long, Long> each : used.entrySet()) {
      freed += each.getValue();
      if (freed >= lacking) {
        return frame.forgets(each.getKey());
      }
    }
    return frame.next(now);
  }

  /** Others use the window as well, or it is smaller than was thought. */
  private void hear(Told told, long slot) {
    long others = free() - told.remaining();
    if (others > 0) {
      use(told.resets().map(end -> frame.forgottenBy(end, slot)).orElse(slot), others);
    }
  }

  private long free() {
    return frame.amount() - used.values().stream().mapToLong(n -> n).sum() - inHand();
  }

  private long inHand() {
    return held.values().stream().mapToLong(n -> n).sum();
  }

  private void use(long slot, long amount) {
    if (amount > 0) {
      used.merge(slot, amount, Long::sum);
    }
  }

  private void hold(UUID hub, long amount) {
    if (amount > 0) {
      held.put(hub, amount);
    } else {
      held.remove(hub);
    }
  }

  /**
   * A window's measures.
   *
   * @param amount how much there is in it
   * @param slotMillis how long a slot is; 0 where the window is the month of the calendar, in UTC
   */
  record Frame(long amount, long slotMillis) {
    private static final int MONTHS = 12;

    static Frame of(long amount, Duration span) {
      return new Frame(amount, Math.max(1, (span.toMillis() + SLOTS - 1) / SLOTS));
    }

    static Frame monthly(long amount) {
      return new Frame(amount, 0);
    }

    Frame amount(long other) {
      return new Frame(other, slotMillis);
    }

    /** How long what was used may stay unnoted. */
    Duration slot() {
      return isMonthly() ? Duration.ofSeconds(1) : Duration.ofMillis(slotMillis);
    }

    boolean isMonthly() {
      return slotMillis == 0;
    }

    long slot(Instant at) {
      if (isMonthly()) {
        YearMonth month = YearMonth.from(at.atZone(ZoneOffset.UTC));
        return (long) month.getYear() * MONTHS + month.getMonthValue() - 1;
      }
      return Math.floorDiv(at.toEpochMilli(), slotMillis);
    }

    /** The first slot that counts in this one. */
    long oldest(long slot) {
      return isMonthly() ? slot : slot - SLOTS;
    }

    /** When what was used in a slot counts no more. */
    Instant forgets(long slot) {
      return isMonthly() ? start(slot + 1) : start(slot + SLOTS + 1);
    }

    Instant next(Instant now) {
      return start(slot(now) + 1);
    }

    /** The slot that counts until then, as far as there is one. */
    long forgottenBy(Instant end, long now) {
      long slot = isMonthly() ? now : slot(end) - SLOTS;
      return Math.max(oldest(now), Math.min(now, slot));
    }

    /** How far a window of this length is from being the one that ends then, in milliseconds. */
    long distance(Told told, Instant now) {
      long left = told.resets().map(end -> Duration.between(now, end).toMillis()).orElse(0L);
      long length = slotMillis * SLOTS;
      return left > length ? Long.MAX_VALUE - length : length - left;
    }

    private Instant start(long slot) {
      return isMonthly()
          ? YearMonth.of((int) (slot / MONTHS), (int) (slot % MONTHS) + 1)
              .atDay(1)
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant()
          : Instant.ofEpochMilli(slot * slotMillis);
    }
  }

  /**
   * What is kept of it.
   *
   * @param used by slot
   * @param held by hub
   * @param waiting hubs that want more than there is, in their order
   */
  record State(Map<Long, Long> used, Map<UUID, Long> held, List<Waiting> waiting) {
    static final State NONE = new State(Map.of(), Map.of(), List.of());

    State {
      used = Map.copyOf(used);
      held = Map.copyOf(held);
      waiting = List.copyOf(waiting);
    }
  }

  /**
   * What a hub says and wants.
   *
   * @param spent what it has used since it said so last
   * @param held what it has in hand now, calls that are under way included
   * @param need what whoever waits needs at least, 0 when nobody waits
   * @param wish what it would take, so that it need not ask for each call
   * @param told what the system has said is left
   */
  record Claim(long spent, long held, long need, long wish, Optional<Told> told) {}

  /** What a system said: so much is left, until then. */
  record Told(long remaining, Optional<Instant> resets) {}

  /**
   * What a hub gets.
   *
   * @param freeAt when there is enough for whoever waits, unless there is now
   */
  record Grant(long amount, Optional<Instant> freeAt) {
    static final Grant NONE = new Grant(0, Optional.empty());
  }
}
