// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.api.Busy;
import org.parley.api.Fault;

class LeashTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mended = new CountDownLatch(1);

  @AfterEach
  void close() {
    mended.countDown();
    threads.shutdown();
  }

  @Test
  void waitsAMomentForAPlace() throws Exception {
    var leash = leash(LONG, LONG);
    CompletableFuture<String> first = begin(leash);
    CompletableFuture<String> second = started(leash, () -> "second");

    mended.countDown();

    assertThat(first).succeedsWithin(LONG).isEqualTo("first");
    assertThat(second).succeedsWithin(LONG).isEqualTo("second");
  }

  @Test
  void tellsItsOwnShortageFromAConnectorsTrouble() throws Exception {
    var leash = leash(LONG, SHORT);
    begin(leash);

    CallFailed refused = refused(leash);

    assertThat(refused.isCrowded()).isTrue();
    assertThat(refused.failure()).isInstanceOf(Busy.class);
    assertThat(refused.isUnclear()).isFalse();
  }

  @Test
  void refusesAtOnceWhereEveryPlaceIsOverdue() throws Exception {
    var leash = leash(SHORT, Duration.ofDays(1));
    await().atMost(LONG).until(() -> !ends(leash, this::hang) && begun.getCount() == 0);

    CallFailed refused = refused(leash);

    assertThat(refused.isCrowded()).isFalse();
    assertThat(refused.failure().fault()).isEqualTo(Fault.REMOTE);
    assertThat(refused).hasMessageContaining("'Trial' has not ended 1 of 1 calls");
    mended.countDown();
    await().atMost(LONG).until(() -> ends(leash, () -> "mended"));
  }

  @Test
  void givesThePlaceOfWhatIsOverdueToOthersWhereItIsNotKept() throws Exception {
    var leash = leash(SHORT, SHORT, false);
    await().atMost(LONG).until(() -> !ends(leash, this::hang) && begun.getCount() == 0);

    await().atMost(LONG).until(() -> ends(leash, () -> "another"));
  }

  @Test
  void givesUpWhatItsCallerIsInterruptedIn() throws Exception {
    var leash = leash(LONG, SHORT, false);
    var caller = new Thread(() -> ends(leash, this::hang));
    caller.start();
    begun.await();

    caller.interrupt();

    caller.join(LONG.toMillis());
    assertThat(ends(leash, () -> "another")).isTrue();
  }

  private static boolean ends(Leash leash, Callable<String> work) {
    try {
      leash.run(work);
      return true;
    } catch (CallFailed e) {
      return false;
    }
  }

  private CallFailed refused(Leash leash) {
    return catchThrowableOfType(CallFailed.class, () -> leash.run(() -> "refused"));
  }

  private CompletableFuture<String> begin(Leash leash) throws InterruptedException {
    CompletableFuture<String> first = started(leash, this::hang);
    begun.await();
    return first;
  }

  /** Goes on until it is mended, whoever interrupts it. */
  private String hang() {
    begun.countDown();
    while (mended.getCount() > 0) {
      try {
        mended.await();
      } catch (InterruptedException e) {
        continue;
      }
    }
    return "first";
  }

  private CompletableFuture<String> started(Leash leash, Callable<String> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return leash.run(work);
          } catch (CallFailed e) {
            throw new CompletionException(e);
          }
        },
        threads);
  }

  private Leash leash(Duration longest, Duration patience) {
    return leash(longest, patience, true);
  }

  private Leash leash(Duration longest, Duration patience, boolean kept) {
    return new Leash("'Trial'", threads, new Leash.Reach(1, longest, patience, SHORT, kept));
  }
}
