// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.RateBudget.Scope;
import org.parley.api.connectors.RateBudget.Window;
import org.parley.connectors.internal.WindowUse.Frame;
import org.parley.connectors.internal.WindowUse.Told;

/**
 * Lets calls of one application through, within the windows of each account and those that all
 * share. Whoever waits for what is shared has its turn in the order of coming, one call at a time,
 * so that an account with much to do holds up no other.
 */
final class Turnstile {
  /** Whoever waits for its turn is woken; this is only so that nothing waits for ever. */
  private static final Duration UNTIL_WOKEN = Duration.ofHours(1);

  private final RateBudget budget;
  private final Ledger ledger;
  private final InstantSource clock;
  private final List<Allowance> shared;

  /** Also of accounts that are switched off, whose last calls may be under way. */
  private final Map<UUID, List<Allowance>> own = new HashMap<>();

  private final Map<UUID, Gate> gates = new HashMap<>();
  private final Set<Gate> waiting = new LinkedHashSet<>();
  private final AtomicInteger rounds = new AtomicInteger();
  private @Nullable Gate turn;

  /**
   * @param app the name under which its accounts share windows
   */
  Turnstile(String app, RateBudget budget, Ledger ledger, InstantSource clock) {
    this.budget = budget;
    this.ledger = ledger;
    this.clock = clock;
    shared = allowances(Optional.empty(), Scope.APP, "app:" + app);
  }

  /** Whether it would be no other for that budget. */
  boolean keepsTheSameBooksAs(RateBudget other) {
    return budget.windows().equals(other.windows()) && isPriced(budget) == isPriced(other);
  }

  private static boolean isPriced(RateBudget budget) {
    return budget.costs().values().stream().anyMatch(cost -> cost.price().isPresent());
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * The way through for one account.
   *
   * @param wake lets its work go on that waits, without blocking
   */
  synchronized Gate gate(UUID account, Runnable wake) {
    List<Allowance> theirs = own.computeIfAbsent(account, this::allowancesOf);
    theirs.forEach(Allowance::open);
    var gate = new Gate(account, theirs, wake);
    gates.put(account, gate);
    return gate;
  }

  /**
   * All of which the books should hear now.
   *
   * @param common whether other hubs may want what lies idle here
   */
  synchronized List<Allowance> due(boolean common) {
    forgetAtRest();
    Instant now = now();
    List<Allowance> due = new ArrayList<>();
    shared.stream().filter(each -> each.isDue(now, common)).forEach(due::add);
    own.values().stream()
        .flatMap(List::stream)
        .filter(each -> each.isDue(now, common))
        .forEach(due::add);
    return due;
  }

  private void forgetAtRest() {
    own.entrySet()
        .removeIf(
            each -> {
              boolean over =
                  !gates.containsKey(each.getKey())
                      && each.getValue().stream().allMatch(Allowance::isAtRest);
              if (over) {
                each.getValue().forEach(Allowance::forget);
              }
              return over;
            });
  }

  /** How many accounts there are, with those whose last calls have still to be noted. */
  synchronized int accounts() {
    return own.size();
  }

  /** The hub stops: what is in hand of what all share goes back. */
  synchronized void close() {
    for (Allowance each : shared) {
      each.close();
      ledger.ask(each);
    }
  }

  /** This hub was taken for gone: what it had in hand counts as used and is none of its own. */
  synchronized void drop() {
    shared.forEach(Allowance::drop);
    own.values().forEach(theirs -> theirs.forEach(Allowance::drop));
  }

  /** When it is worth while to serve those who wait for what is shared; empty when nobody does. */
  synchronized Optional<Instant> nextLook() {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    return shared.stream().flatMap(each -> each.askAgainAt().stream()).max(Instant::compareTo);
  }

  /** Lets an account's work go on. */
  void wake(UUID account) {
    @Nullable Gate gate;
    synchronized (this) {
      gate = gates.get(account);
    }
    if (gate != null) {
      gate.wake();
    }
  }

  /** Lets those through whose turn it is, as far as what is shared reaches. */
  void serve() {
    if (rounds.getAndIncrement() > 0) {
      return;
    }
    int seen;
    do {
      seen = rounds.get();
      for (Gate next = next(); next != null; next = next()) {
        next.wake();
      }
    } while (!rounds.compareAndSet(seen, 0));
  }

  private synchronized @Nullable Gate next() {
    turn = null;
    if (waiting.isEmpty()) {
      return null;
    }
    Gate first = waiting.iterator().next();
    if (lack(shared, first.wanted, now()).isPresent()) {
      return null;
    }
    waiting.remove(first);
    turn = first;
    return first;
  }

  private synchronized Duration admit(Gate gate, Toll toll) {
    Instant now = now();
    if (gate.leftAloneUntil.isAfter(now)) {
      withdraw(gate);
      return Duration.between(now, gate.leftAloneUntil);
    }
    Optional<Duration> own = lack(gate.own, toll, now);
    if (own.isPresent()) {
      if (gate.wanted.equals(toll)) {
        withdraw(gate);
      }
      return own.get();
    }
    boolean overtakes = !waiting.isEmpty() && turn != gate;
    if (usesShared(toll) && (overtakes || lack(shared, toll, now).isPresent())) {
      gate.wanted = toll;
      waiting.add(gate);
      return UNTIL_WOKEN;
    }
    turn = turn == gate ? null : turn;
    gate.own.forEach(each -> each.take(toll.of(each.unit())));
    shared.forEach(each -> each.take(toll.of(each.unit())));
    return Duration.ZERO;
  }

  /** Once nobody waits here any more, the books keep no turn for this hub. */
  private void withdraw(Gate gate) {
    if (waiting.remove(gate) && waiting.isEmpty()) {
      for (Allowance each : shared) {
        if (each.isWanted()) {
          each.want(0);
          ledger.ask(each);
        }
      }
    }
  }

  private synchronized void ended(Gate gate, Toll toll) {
    gate.own.forEach(each -> each.ended(toll.of(each.unit())));
    shared.forEach(each -> each.ended(toll.of(each.unit())));
  }

  private synchronized void giveBack(Gate gate, Toll toll) {
    gate.own.forEach(each -> each.spared(toll.of(each.unit())));
    shared.forEach(each -> each.spared(toll.of(each.unit())));
  }

  private synchronized Set<String> lacking(Gate gate, Toll toll) {
    return gate.leftAloneUntil.isAfter(now())
        ? Set.of()
        : gate.own.stream()
            .filter(each -> toll.of(each.unit()) > 0 && !has(each, toll.of(each.unit())))
            .map(Allowance::unit)
            .collect(Collectors.toSet());
  }

  private boolean usesShared(Toll toll) {
    return shared.stream().anyMatch(each -> toll.of(each.unit()) > 0);
  }

  /** How long to wait for what is lacking; empty when nothing is. */
  private Optional<Duration> lack(List<Allowance> allowances, Toll toll, Instant now) {
    Optional<Duration> longest = Optional.empty();
    for (Allowance each : allowances) {
      long amount = toll.of(each.unit());
      if (amount > 0 && !has(each, amount)) {
        each.want(amount);
        if (!each.isWaiting(now)) {
          ledger.ask(each);
        }
        if (!has(each, amount)) {
          Duration pause = each.pause(now);
          longest = Optional.of(longest.filter(wait -> wait.compareTo(pause) > 0).orElse(pause));
        }
      }
    }
    return longest;
  }

  private boolean has(Allowance allowance, long amount) {
    return allowance.has(amount) && ledger.isTrusted();
  }

  private List<Allowance> allowancesOf(UUID account) {
    String prefix = "account:" + account;
    List<Allowance> made = allowances(Optional.of(account), Scope.ACCOUNT, prefix);
    if (isPriced(budget)) {
      Frame unlimited = Frame.monthly(Long.MAX_VALUE / 4);
      String key = Spendings.keyOf(account);
      made.add(new Allowance(this, Optional.of(account), key, Toll.MONEY, unlimited));
    }
    return made;
  }

  private List<Allowance> allowances(Optional<UUID> account, Scope scope, String prefix) {
    List<Allowance> made = new ArrayList<>();
    for (Window window : budget.windows()) {
      if (window.scope() == scope) {
        String key =
            "%s/%s/%d/%d"
                .formatted(prefix, window.unit(), window.amount(), window.span().toMillis());
        Frame frame = Frame.of(window.amount(), window.span());
        made.add(new Allowance(this, account, key, window.unit(), frame));
      }
    }
    return made;
  }

  private synchronized void hear(Gate gate, Scope scope, String unit, Told told) {
    Instant now = now();
    (scope == Scope.APP ? shared : gate.own)
        .stream()
            .filter(each -> each.unit().equals(unit))
            .min(Comparator.comparingLong(each -> each.frame().distance(told, now)))
            .ifPresent(nearest -> nearest.hear(told));
  }

  private synchronized void close(Gate gate) {
    gates.remove(gate.account, gate);
    withdraw(gate);
    for (Allowance each : gate.own) {
      each.close();
      ledger.ask(each);
    }
    if (gate.own.isEmpty()) {
      own.remove(gate.account);
    }
  }

  /** The way through for one account. */
  final class Gate {
    private final UUID account;
    private final Runnable wake;
    private final List<Allowance> own;
    private Toll wanted = Toll.NONE;
    private Instant leftAloneUntil = Instant.MIN;

    private Gate(UUID account, List<Allowance> own, Runnable wake) {
      this.account = account;
      this.own = own;
      this.wake = wake;
    }

    /** How long the next call must wait; zero when it may go, and then it counts. */
    Duration admit(Toll toll) {
      return Turnstile.this.admit(this, toll);
    }

    /** A call that was let through has ended, however. */
    void ended(Toll toll) {
      Turnstile.this.ended(this, toll);
    }

    /** Nothing was called for what was let through; others may have it. */
    void spared(Toll toll) {
      giveBack(this, toll);
      if (usesShared(toll)) {
        serve();
      }
    }

    /** What the account's own windows hold too little of; empty when it waits for others. */
    Set<String> lacking(Toll toll) {
      return Turnstile.this.lacking(this, toll);
    }

    /** The system asked to be left alone. */
    void leaveAlone(Instant until) {
      synchronized (Turnstile.this) {
        leftAloneUntil = until.isAfter(leftAloneUntil) ? until : leftAloneUntil;
      }
    }

    /** The system said how much of a unit is left. */
    void hear(Scope scope, String unit, Told told) {
      Turnstile.this.hear(this, scope, unit, told);
    }

    /** Whether something is limited that the system may speak of. */
    boolean knows(Scope scope, String unit) {
      return (scope == Scope.APP ? shared : own)
          .stream().anyMatch(each -> each.unit().equals(unit));
    }

    /** Whether work waits because the month's money is spent. */
    boolean isOutOfMoney() {
      synchronized (Turnstile.this) {
        return own.stream().anyMatch(each -> each.unit().equals(Toll.MONEY) && each.isRefused());
      }
    }

    void wake() {
      Caught.by(wake);
    }

    void close() {
      Turnstile.this.close(this);
    }
  }
}
