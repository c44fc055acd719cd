// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.bus.internal.Running.record;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.store.Bell;
import org.parley.api.store.Bells;
import org.parley.api.store.Lease;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.testkit.StoreTest;

/** A lease that was lost and is free again says so once, in whatever moment it is asked. */
@StoreTest(room = "bus")
class NumberingSqlTest {
  private static final Duration NEVER = Duration.ofMinutes(10);

  private final Store store;
  private final Signal written = new Signal();
  private final Answers lease = new Answers();
  private final Fed fed = new Fed();
  private final TransactionDoor door;
  private final Numbering numbering;

  NumberingSqlTest(Store store) {
    this.store = store;
    Codecs codecs = Codecs.create();
    PersonalKeys keys = new PersonalKeys(Clock.systemUTC());
    Commits commits = new Commits(1 << 20, written::set);
    TopicLogs topics = new TopicLogs(store, codecs.rows(), keys, 1 << 20);
    door =
        new TransactionDoor(
            new Outgoing(codecs.records(), keys, new Traces()),
            new RowWriter(commits, Clock.systemUTC()));
    Bell silent = Bells.ofOnlyHub().of("any");
    numbering =
        new Numbering(
            new Sequencer(
                new Positions(store, topics), new SharedCommits(commits, store, codecs.rows())),
            fed,
            written,
            new Neighbours(lease, silent, silent, NEVER));
  }

  @AfterEach
  void stop() throws InterruptedException {
    numbering.close(Duration.ofSeconds(5));
  }

  @TestTemplate
  void beginsAnewWhereItHearsWithinItsWorkThatTheLeaseWasLost() {
    numbering.start();
    await().untilAsserted(() -> assertThat(fed.told).containsExactly("start"));

    lease.answers.addAll(List.of(true, false));
    append();
    await().until(() -> lease.asked.get() > 2);
    written.set();

    await().untilAsserted(() -> assertThat(fed.told).containsExactly("start", "stop", "start"));
  }

  @TestTemplate
  void feedsNobodyWhereItHearsWithinItsFirstWorkThatTheLeaseWasLost() {
    lease.answers.addAll(List.of(true, false, false));
    append();
    numbering.start();
    await()
        .untilAsserted(
            () -> {
              written.set();
              assertThat(lease.asked).hasValueGreaterThan(2);
            });
    written.set();

    await().untilAsserted(() -> assertThat(fed.told).containsExactly("start"));
    assertThat(fed.begunAt).hasValueGreaterThan(3);
  }

  private void append() {
    store.inTransaction(
        transaction -> {
          door.append(transaction, List.of(record("a", 1)));
          return true;
        });
  }

  /** Says what it is told to, and then that it is held. */
  private static final class Answers implements Lease {
    private final Queue<Boolean> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public boolean hold() {
      Boolean next = answers.poll();
      asked.incrementAndGet();
      return next == null || next;
    }

    @Override
    public void check(Transaction transaction) {}

    @Override
    public void give() {}
  }

  private final class Fed implements Feeding {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger begunAt = new AtomicInteger();

    @Override
    public void start() {
      begunAt.set(lease.asked.get());
      told.add("start");
    }

    @Override
    public void stop() {
      told.add("stop");
    }
  }
}
