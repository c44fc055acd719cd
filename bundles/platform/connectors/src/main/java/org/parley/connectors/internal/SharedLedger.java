// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parley.api.ParleyException;
import org.parley.api.connectors.RateBudget;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.connectors.internal.BudgetRows.Books;
import org.parley.connectors.internal.BudgetRows.Kept;
import org.parley.connectors.internal.BudgetRows.Wanted;
import org.parley.connectors.internal.WindowUse.Claim;
import org.parley.connectors.internal.WindowUse.Frame;
import org.parley.connectors.internal.WindowUse.Grant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The books on budgets that all hubs share, and the turnstiles of this one. A hub takes parts of
 * windows in hand and says now and then what it has used of them, many in one transaction; so calls
 * need no statement of their own, and whatever a hub had in hand that is gone counts as used.
 */
final class SharedLedger implements Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(SharedLedger.class);
  private static final int AT_ONCE = 200;
  private static final long SECONDS_BETWEEN_BEATS = 10;

  /** A hub is taken for gone when so many own looks have found its beat standing still. */
  private static final int SILENT_LOOKS = 6;

  private static final long LEAST_BETWEEN_LOOKS_NANOS =
      TimeUnit.SECONDS.toNanos(SECONDS_BETWEEN_BEATS / 2);

  /** So long after its last beat a hub uses what it has in hand: far shorter than that takes. */
  private static final Duration TRUST = Duration.ofSeconds(30);

  private final UUID hub = UUID.randomUUID();
  private final Store store;
  private final Clock clock;
  private final Executor threads;
  private final ScheduledExecutorService clockwork;
  private final Map<String, Turnstile> turnstiles = new ConcurrentHashMap<>();
  private final Set<Allowance> asked = new LinkedHashSet<>();
  private final Object settling = new Object();
  private final AtomicInteger rounds = new AtomicInteger();
  private Map<UUID, Silence> others = Map.of();
  private Optional<Long> lookedAt = Optional.empty();
  private volatile boolean kept;
  private volatile Instant trustedUntil = Instant.MIN;

  SharedLedger(Store store, Clock clock, Executor threads, ScheduledExecutorService clockwork) {
    this.store = store;
    this.clock = clock;
    this.threads = threads;
    this.clockwork = clockwork;
  }

  /** From now on what is used is noted, and hubs that are gone are noticed. */
  void start() {
    repeat(this::tick, 1);
    repeat(this::beat, SECONDS_BETWEEN_BEATS);
  }

  /** As long as nothing is limited there is nothing to do. */
  private void repeat(Runnable work, long seconds) {
    clockwork.scheduleWithFixedDelay(
        () -> {
          if (kept) {
            soon(work);
          }
        },
        seconds,
        seconds,
        TimeUnit.SECONDS);
  }

  /** What was used is noted, and what is in hand goes back. */
  void close() {
    if (!kept) {
      return;
    }
    turnstiles.values().forEach(Turnstile::close);
    while (settleSome()) {
      // what it has said would count as said by a hub that is gone
    }
    try {
      store.inTransaction(
          transaction -> {
            BudgetRows.leave(transaction, hub);
            return hub;
          });
    } catch (ParleyException e) {
      LOG.debug("What was in hand counts as used once another hub notices", e);
    }
  }

  /** The one way through for all accounts of an app, as long as its limits stay the same. */
  Turnstile turnstile(String app, RateBudget budget) {
    return turnstiles.compute(app, (name, there) -> turnstile(name, there, budget));
  }

  /** What was used of windows that stay is noted before the new one takes anything of them. */
  private Turnstile turnstile(String app, @Nullable Turnstile there, RateBudget budget) {
    if (there != null && there.keepsTheSameBooksAs(budget)) {
      return there;
    }
    if (there != null) {
      there.close();
    }
    return new Turnstile(app, budget, this, clock);
  }

  @Override
  public void ask(Allowance allowance) {
    kept = true;
    synchronized (asked) {
      asked.add(allowance);
    }
    soon(this::settleAsked);
  }

  /** One thread at a time; what is asked for meanwhile has another round. */
  private void settleAsked() {
    if (rounds.getAndIncrement() > 0) {
      return;
    }
    int seen;
    do {
      seen = rounds.get();
      if (!isTrusted()) {
        Caught.by(this::beat)
            .ifPresent(failure -> LOG.warn("Other hubs cannot be looked after", failure));
      }
      while (settleSome()) {
        // there may be more
      }
    } while (!rounds.compareAndSet(seen, 0));
  }

  /** Once it answers that there is nothing left, nobody is at it, either. */
  private boolean settleSome() {
    synchronized (settling) {
      List<Allowance> these = some();
      if (!these.isEmpty()) {
        Caught.by(() -> settle(these)).ifPresent(failure -> putOff(these, failure));
      }
      return !these.isEmpty();
    }
  }

  private void putOff(List<Allowance> allowances, Throwable failure) {
    if (failure instanceof ParleyException) {
      LOG.debug("Budgets are settled later", failure);
    } else {
      LOG.warn("Budgets cannot be settled", failure);
    }
    allowances.forEach(each -> later(Duration.ofSeconds(1), () -> ask(each)));
  }

  private List<Allowance> some() {
    synchronized (asked) {
      List<Allowance> some = asked.stream().limit(AT_ONCE).toList();
      some.forEach(asked::remove);
      return some;
    }
  }

  private void settle(List<Allowance> allowances) {
    List<Request> requests =
        allowances.stream()
            .filter(each -> !isForgotten(each))
            .sorted(Comparator.comparing(Allowance::key))
            .map(each -> new Request(each, claim(each)))
            .toList();
    store.inTransaction(transaction -> settle(transaction, requests)).forEach(this::settled);
  }

  private static boolean isForgotten(Allowance allowance) {
    synchronized (allowance.turnstile()) {
      return allowance.isForgotten();
    }
  }

  private Claim claim(Allowance allowance) {
    synchronized (allowance.turnstile()) {
      return allowance.claim(isShared());
    }
  }

  /**
   * Several may be of one window: what an app's limits were before they changed gives back what the
   * new ones take.
   */
  private Map<Request, Grant> settle(Transaction transaction, List<Request> requests) {
    Books books = BudgetRows.lockAll(transaction, requests.stream().map(Request::row).toList());
    Map<String, WindowUse> uses = new HashMap<>();
    Map<Request, Grant> grants = new LinkedHashMap<>();
    for (Request each : requests) {
      Kept row = books.rows().get(each.key());
      Grant grant = Grant.NONE;
      if (row != null) {
        WindowUse use =
            uses.computeIfAbsent(each.key(), key -> new WindowUse(each.frame(row), row.state()));
        grant = byOwnClock(use.settle(hub, each.claim(), books.living(), books.now()), books.now());
      }
      grants.put(each, grant);
    }
    uses.forEach((key, use) -> BudgetRows.write(transaction, key, use.state()));
    return grants;
  }

  private Grant byOwnClock(Grant grant, Instant now) {
    Instant here = clock.instant();
    return new Grant(
        grant.amount(), grant.freeAt().map(then -> here.plus(Duration.between(now, then))));
  }

  private void settled(Request request, Grant grant) {
    Allowance allowance = request.allowance();
    Claim claim = request.claim();
    synchronized (allowance.turnstile()) {
      allowance.settled(claim, grant);
    }
    boolean hasEnough = claim.need() == 0 && isTrusted();
    if (grant.amount() > 0 || hasEnough) {
      allowance.serve();
    } else if (claim.need() > 0) {
      Optional<Instant> again;
      synchronized (allowance.turnstile()) {
        again = allowance.askAgainAt();
      }
      again.ifPresent(then -> serveAt(then, allowance));
    }
  }

  /** Who is served before it is time asks for nothing, and nobody would serve them again. */
  private void serveAt(Instant then, Allowance allowance) {
    Duration left = Duration.between(clock.instant(), then);
    if (left.isNegative() || left.isZero() || isAhead(allowance)) {
      allowance.serve();
    } else {
      later(left, () -> serveAt(then, allowance));
    }
  }

  private boolean isAhead(Allowance allowance) {
    synchronized (allowance.turnstile()) {
      return allowance.isAhead(clock.instant());
    }
  }

  private void tick() {
    turnstiles.values().stream()
        .flatMap(turnstile -> turnstile.due(isShared()).stream())
        .forEach(this::ask);
  }

  @Override
  public boolean isTrusted() {
    return clock.instant().isBefore(trustedUntil) || (store.isEmbedded() && hasEntered());
  }

  private boolean hasEntered() {
    return !trustedUntil.equals(Instant.MIN);
  }

  /** One at a time; it may be asked for at any moment, but how others do takes its time to see. */
  private synchronized void beat() {
    Instant begun = clock.instant();
    long now = System.nanoTime();
    boolean looks = lookedAt.isEmpty() || now - lookedAt.get() > LEAST_BETWEEN_LOOKS_NANOS;
    try {
      Seen seen = store.inTransaction(transaction -> lookAround(transaction, looks));
      others = seen.others();
      lookedAt = looks ? Optional.of(now) : lookedAt;
      if (!seen.there()) {
        turnstiles.values().forEach(Turnstile::drop);
      }
      trustedUntil = begun.plus(TRUST);
    } catch (ParleyException e) {
      LOG.debug("Other hubs are looked after later", e);
    }
  }

  /**
   * Looks for hubs that are gone; in a database of its own nobody else is left when a hub starts.
   *
   * @param looks whether it is long enough since the last look that it says something
   */
  private Seen lookAround(Transaction transaction, boolean looks) {
    boolean there = BudgetRows.beat(transaction, hub);
    Map<UUID, Long> beats = BudgetRows.beats(transaction);
    beats.remove(hub);
    Map<UUID, Silence> now = new HashMap<>(others);
    now.keySet().retainAll(beats.keySet());
    for (Map.Entry<UUID, Long> each : beats.entrySet()) {
      if (looks) {
        now.merge(each.getKey(), new Silence(each.getValue(), 0), Silence::after);
      }
      @Nullable Silence silence = now.get(each.getKey());
      boolean silent = silence != null && silence.looks() >= SILENT_LOOKS;
      if (store.isEmbedded() || silent) {
        BudgetRows.leave(transaction, each.getKey());
      }
    }
    return new Seen(there, now);
  }

  /**
   * What a look has shown.
   *
   * @param there whether this hub was not taken for gone itself
   */
  private record Seen(boolean there, Map<UUID, Silence> others) {}

  private boolean isShared() {
    return !store.isEmbedded();
  }

  private void later(Duration pause, Runnable work) {
    long millis = Math.max(1, pause.toMillis());
    try {
      clockwork.schedule(() -> soon(work), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The hub is stopping", e);
    }
  }

  private void soon(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      LOG.debug("The hub is stopping", e);
    }
  }

  /** How often another hub's beat was found standing still. */
  private record Silence(long beat, int looks) {
    Silence after(Silence now) {
      return new Silence(now.beat, now.beat == beat ? looks + 1 : 0);
    }
  }

  /** What an allowance has used and wants. */
  private record Request(Allowance allowance, Claim claim) {
    String key() {
      return allowance.key();
    }

    /**
     * Where nothing was ever taken nothing comes back; of a removed account no row is made anew.
     */
    Wanted row() {
      return new Wanted(key(), claim.need() > 0 || claim.told().isPresent(), allowance.account());
    }

    Frame frame(Kept row) {
      return row.cap().map(cap -> allowance.frame().amount(cap)).orElse(allowance.frame());
    }
  }
}
