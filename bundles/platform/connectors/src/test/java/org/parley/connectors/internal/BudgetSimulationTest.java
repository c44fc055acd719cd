// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.RateBudget.Scope;
import org.parley.api.connectors.RateBudget.Window;
import org.parley.testkit.FakeClock;

/**
 * Accounts that never run out of work, calling a system that counts every window twice: in spans
 * that it lets begin at fixed times, and in each span there is. It must never have to refuse.
 */
class BudgetSimulationTest {
  /** The long form has 10,000 accounts and 30 days. */
  private static final int ACCOUNTS = Integer.getInteger("parley.budget.accounts", 1_000);

  private static final int DAYS = Integer.getInteger("parley.budget.days", 6);
  private static final Instant START = Instant.parse("2026-03-01T08:58:30Z");
  private static final int LONGEST_WAY = 3_000;

  @Test
  void usesTheAccountsOfOneAppFairlyThroughTheDeathOfAHub() {
    int perDay = 4 * ACCOUNTS;
    RateBudget budget =
        RateBudget.NONE
            .and(5, Duration.ofDays(1))
            .and(2, Duration.ofHours(1))
            .together(perDay, Duration.ofDays(1))
            .together(perDay / 20, Duration.ofMinutes(15));
    var world = new World(budget, ACCOUNTS);
    var first = new LedgerInMemory(world.clock);
    LedgerInMemory second = first.another();
    world.join(0, 2, first);
    world.join(1, 2, second);

    Duration death = Duration.ofDays(DAYS).dividedBy(3);
    world.runTo(death);
    first.die();
    world.leave(0, 2);
    world.runTo(death.plusSeconds(10));
    world.join(0, 2, second.another());
    world.runTo(Duration.ofDays(DAYS));

    assertThat(world.refused).isZero();
    assertThat(world.answered()).isGreaterThan((long) (0.95 * perDay * DAYS));
    LongSummaryStatistics each = world.perAccount();
    assertThat(each.getMax() - each.getMin()).as("%s", each).isLessThanOrEqualTo(12);
  }

  @Test
  void usesTheWindowsOfEachAccountFor3Days() {
    RateBudget budget = RateBudget.of(100, Duration.ofMinutes(15)).and(7_000, Duration.ofDays(1));
    var world = new World(budget, 20);
    world.join(0, 1, new LedgerInMemory(world.clock));

    world.runTo(Duration.ofDays(3));

    assertThat(world.refused).isZero();
    assertThat(world.perAccount().getMin()).isGreaterThan((long) (0.95 * 7_000 * 3));
  }

  @Test
  void usesSmallWindowsToo() {
    var world = new World(RateBudget.of(1, Duration.ofSeconds(60)), 5);
    world.join(0, 1, new LedgerInMemory(world.clock));

    world.runTo(Duration.ofDays(1));

    assertThat(world.refused).isZero();
    assertThat(world.perAccount().getMin())
        .as("a call takes three seconds, which no window of one can hide")
        .isGreaterThan((long) (0.9 * 24 * 60));
  }

  /** The accounts, the system that they call, and time. */
  private static final class World {
    private final FakeClock clock = FakeClock.at(START.toString());
    private final Random random = new Random(20_261_123);
    private final PriorityQueue<Event> events =
        new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final RateBudget budget;
    private final List<Member> members = new ArrayList<>();
    private final List<Turnstile> turnstiles = new ArrayList<>();
    private final List<Ledger> ledgers = new ArrayList<>();
    private final List<Count> ofAll;
    private long order;
    private long refused;

    World(RateBudget budget, int accounts) {
      this.budget = budget;
      ofAll = counts(Scope.APP);
      for (int i = 0; i < accounts; i++) {
        members.add(new Member(counts(Scope.ACCOUNT)));
      }
      at(now(), this::tick);
    }

    /** What was used is noted now and then, as hubs do. */
    private void tick() {
      for (int i = 0; i < turnstiles.size(); i++) {
        Ledger ledger = ledgers.get(i);
        turnstiles.get(i).due(true).forEach(ledger::ask);
        turnstiles.get(i).serve();
      }
      at(now() + Duration.ofMinutes(5).toMillis(), this::tick);
    }

    private List<Count> counts(Scope scope) {
      return budget.windows().stream()
          .filter(window -> window.scope() == scope)
          .map(Count::new)
          .toList();
    }

    /** A hub takes every so-many-th account. */
    void join(int from, int step, Ledger ledger) {
      var turnstile = new Turnstile("app", budget, ledger, clock);
      turnstiles.add(turnstile);
      ledgers.add(ledger);
      for (int i = from; i < members.size(); i += step) {
        Member member = members.get(i);
        member.life++;
        member.busy = false;
        member.gate = turnstile.gate(new UUID(0, i), () -> look(member));
        lookLater(member, random.nextInt(1_000));
      }
    }

    /** A hub is gone; what it had sent arrives. */
    void leave(int from, int step) {
      turnstiles.remove(0);
      ledgers.remove(0);
      for (int i = from; i < members.size(); i += step) {
        members.get(i).life++;
        members.get(i).busy = true;
      }
    }

    void runTo(Duration end) {
      long last = START.plus(end).toEpochMilli();
      while (step(last)) {
        // on to the next
      }
      clock.set(Instant.ofEpochMilli(last));
    }

    /** Of hubs that look at one moment, the first is always the quicker. */
    private boolean step(long last) {
      Turnstile due = null;
      Event head = events.peek();
      long next = head == null ? Long.MAX_VALUE : head.at();
      for (Turnstile each : turnstiles) {
        long look = each.nextLook().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        if (look < next) {
          next = look;
          due = each;
        }
      }
      if (next > last) {
        return false;
      }
      clock.set(Instant.ofEpochMilli(Math.max(now(), next)));
      if (due != null) {
        due.serve();
      } else if (head != null) {
        events.remove().what().run();
      }
      return true;
    }

    /** One alarm at a time, as a lane has it. */
    private void lookLater(Member member, long millis) {
      int life = member.life;
      long alarm = ++member.alarm;
      at(
          now() + millis,
          () -> {
            if (member.life == life && member.alarm == alarm) {
              look(member);
            }
          });
    }

    private void look(Member member) {
      if (member.busy) {
        return;
      }
      Turnstile.Gate gate = requireNonNull(member.gate);
      int life = member.life;
      Duration pause = gate.admit(Toll.CALL);
      if (pause.isZero()) {
        member.busy = true;
        long arrives = now() + random.nextInt(LONGEST_WAY / 2);
        at(arrives, () -> arrive(member));
        at(arrives + random.nextInt(LONGEST_WAY / 2), () -> end(member, gate, life));
      } else {
        lookLater(member, pause.toMillis() + 1);
      }
    }

    private void arrive(Member member) {
      long at = now();
      boolean fits = true;
      for (Count count : ofAll) {
        fits &= count.takes(at);
      }
      for (Count count : member.counts) {
        fits &= count.takes(at);
      }
      if (fits) {
        member.answered++;
      } else {
        refused++;
      }
    }

    private void end(Member member, Turnstile.Gate gate, int life) {
      if (member.life == life) {
        gate.ended(Toll.CALL);
        member.busy = false;
        look(member);
      }
    }

    private void at(long time, Runnable what) {
      events.add(new Event(time, order++, what));
    }

    private long now() {
      return clock.instant().toEpochMilli();
    }

    long answered() {
      return perAccount().getSum();
    }

    LongSummaryStatistics perAccount() {
      return members.stream().mapToLong(member -> member.answered).summaryStatistics();
    }
  }

  private record Event(long at, long order, Runnable what) {}

  private static final class Member {
    private final List<Count> counts;
    private Turnstile.@Nullable Gate gate;
    private boolean busy;
    private int life;
    private long alarm;
    private long answered;

    Member(List<Count> counts) {
      this.counts = counts;
    }
  }

  /** How the system counts one window. */
  private static final class Count {
    private final long most;
    private final long span;
    private final long[] latest;
    private int place;
    private long calls;
    private long fixed = -1;
    private long inFixed;

    Count(Window window) {
      most = window.amount();
      span = window.span().toMillis();
      latest = new long[(int) most];
    }

    /** Both ways of counting; each span holds its beginning and not its end. */
    boolean takes(long at) {
      boolean slides = calls < most || at - latest[place] >= span;
      latest[place] = at;
      place = (place + 1) % latest.length;
      calls++;
      long index = at / span;
      inFixed = index == fixed ? inFixed + 1 : 1;
      fixed = index;
      return slides && inFixed <= most;
    }
  }
}
