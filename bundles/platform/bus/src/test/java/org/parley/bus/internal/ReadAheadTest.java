// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  private static final int MOST = 4;

  private final FakeFeed log = new FakeFeed().append("a", "b", "c", "d", "e", "f", "g", "h", "i");
  private final Watched feed = new Watched(log);
  private final List<Runnable> given = new ArrayList<>();
  private final ReadAhead ahead = new ReadAhead(feed, given::add);

  @Test
  void hasReadWhatIsAskedForNext() {
    ahead.begin(MOST, MOST);
    given.get(0).run();
    int asked = feed.asked.size();

    Run run = ahead.behind(MOST, MOST);

    assertThat(run.last()).isEqualTo(2 * MOST);
    assertThat(run.records()).hasSize(MOST);
    assertThat(run.full()).isTrue();
    assertThat(feed.asked).hasSize(asked);
  }

  @Test
  void readsItselfWhatNobodyHasBegun() {
    ahead.begin(MOST, MOST);

    assertThat(ahead.behind(MOST, MOST).last()).isEqualTo(2 * MOST);
    int asked = feed.asked.size();
    given.get(0).run();

    assertThat(feed.asked).hasSize(asked);
  }

  @Test
  void readsOnWhereThereWasNotMuchYet() {
    ahead.begin(8, MOST);
    given.get(0).run();
    log.unwanted("j").append("k", "l", "m", "n");

    Run run = ahead.behind(8, MOST);

    assertThat(run.records()).extracting(LoggedRecord::key).containsExactly("i", "k", "l", "m");
    assertThat(run.full()).isTrue();
  }

  @Test
  void readsAnewWhereTheLaneIsElsewhere() {
    ahead.begin(MOST, MOST);
    given.get(0).run();

    assertThat(ahead.behind(2, MOST).last()).isEqualTo(2 + MOST);
    assertThat(ahead.settle()).isNull();
  }

  @Test
  void readsAgainWhatFailed() {
    feed.broken = true;
    ahead.begin(MOST, MOST);
    given.get(0).run();
    feed.broken = false;

    assertThat(ahead.behind(MOST, MOST).last()).isEqualTo(2 * MOST);
  }

  @Test
  void readsItselfWhereNoThreadIsToBeHad() {
    readsItself(
        work -> {
          throw new RejectedExecutionException("closing");
        });
    readsItself(
        work -> {
          throw new InternalError("No native thread is to be had");
        });
  }

  private void readsItself(Executor elsewhere) {
    var alone = new ReadAhead(feed, elsewhere);
    alone.begin(MOST, MOST);

    assertThat(alone.behind(MOST, MOST).last()).isEqualTo(2 * MOST);
  }

  /** Else two threads would have the feed. */
  @Test
  void waitsAnewForWhoReadsWhereItWasInterrupted() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    feed.before =
        () -> {
          reading.countDown();
          assertThat(release.await(10, TimeUnit.SECONDS)).isTrue();
          return true;
        };
    ahead.begin(MOST, MOST);
    CompletableFuture<Void> other = CompletableFuture.runAsync(given.get(0));
    assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();

    Thread.currentThread().interrupt();
    assertThatThrownBy(ahead::settle).isInstanceOf(IllegalStateException.class);
    assertThat(Thread.interrupted()).isTrue();
    release.countDown();
    other.get(10, TimeUnit.SECONDS);
    int asked = feed.asked.size();

    assertThat(ahead.behind(MOST, MOST).last()).isEqualTo(2 * MOST);
    assertThat(feed.asked).hasSize(asked);
  }

  @Test
  void readsNothingAnyMoreAtItsEnd() {
    ahead.begin(MOST, MOST);

    ahead.end();
    given.get(0).run();

    assertThat(feed.asked).isEmpty();
    assertThat(ahead.settle()).isNull();
  }

  @Test
  void waitsAtItsEndForWhoHasBegun() {
    ahead.begin(MOST, MOST);
    given.get(0).run();

    ahead.end();

    assertThat(ahead.settle()).isNull();
  }

  @Test
  void missesNothingWhoeverReads() {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      log.append("j".repeat(2_000).split(""));
      ReadAhead beside = new ReadAhead(feed, threads);
      List<LoggedRecord> all = new ArrayList<>();
      long position = 0;
      while (position < log.last()) {
        Run run = beside.behind(position, MOST);
        beside.begin(run.last(), MOST);
        all.addAll(run.records());
        position = run.last();
      }
      assertThat(all).hasSize((int) log.last()).doesNotHaveDuplicates();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Notes what it is asked for. */
  private static final class Watched implements Feed {
    private final Feed feed;
    private final List<Long> asked = new ArrayList<>();
    private boolean broken;
    private Callable<Boolean> before = () -> true;

    Watched(Feed feed) {
      this.feed = feed;
    }

    @Override
    public @Nullable Upcoming after(long position) {
      asked.add(position);
      try {
        before.call();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      if (broken) {
        throw new IllegalStateException("The table cannot be read");
      }
      return feed.after(position);
    }

    @Override
    public LoggedRecord at(long position) {
      return feed.at(position);
    }
  }
}
