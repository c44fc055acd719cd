// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RevivalTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final Patient patient = new Patient();
  private Revival revival = revival(LONG);

  private Revival revival(Duration patience) {
    return new Revival(
        patient, new Revival.Limits(LONG, Duration.ofMillis(200), Duration.ofMillis(1), patience));
  }

  @AfterEach
  void close() {
    patient.stuck.countDown();
    revival.close();
  }

  @Test
  void letsCallersInAgainAtTheFirstSignOfLife() {
    revival.lost("an error", revival.era());

    assertThat(revival.awaitOpen()).isTrue();
    assertThat(revival.trouble()).isEmpty();
    assertThat(patient.restarts).hasValue(0);
    await().untilAsserted(() -> assertThat(patient.openings).hasValue(1));
  }

  @Test
  void beginsTheEngineAnewUntilItLives() {
    patient.deadProbes.set(3);

    revival.lost("an error", revival.era());

    assertThat(revival.awaitOpen()).isTrue();
    assertThat(patient.restarts).hasValue(3);
  }

  @Test
  void refusesMeanwhileAndSaysWhy() {
    patient.deadProbes.set(Integer.MAX_VALUE);
    revival = new Revival(patient, new Revival.Limits(SHORT, SHORT, Duration.ofMillis(1), LONG));

    revival.lost("an error", revival.era());

    assertThat(revival.awaitOpen()).isFalse();
    await().untilAsserted(() -> assertThat(revival.trouble()).isEqualTo("dead"));
    patient.deadProbes.set(0);
    await().until(revival::awaitOpen);
  }

  @Test
  void bearsAnEngineThatDoesNotAnswer() {
    patient.stuckProbes.set(1);

    revival.lost("an error", revival.era());

    assertThat(revival.awaitOpen()).isTrue();
    assertThat(patient.restarts).hasValue(1);
  }

  @Test
  void givesAProcessUpInWhichItWasOpen() {
    patient.deadProbes.set(Integer.MAX_VALUE);
    revival = revival(SHORT);
    revival.works();

    revival.lost("an error", revival.era());

    await().untilAsserted(() -> assertThat(patient.given).hasPositiveValue());
  }

  /** Where it never was, a new process would do no better. */
  @Test
  void keepsTryingWhereItNeverWasOpen() {
    patient.deadProbes.set(Integer.MAX_VALUE);
    revival = revival(SHORT);

    revival.lost("an error", revival.era());

    await().untilAsserted(() -> assertThat(patient.restarts).hasValueGreaterThan(8));
    assertThat(patient.given).hasValue(0);
  }

  @Test
  void isLostOnceHoweverManySaySo() {
    patient.deadProbes.set(1);
    for (int i = 0; i < 100; i++) {
      revival.lost("an error", revival.era());
    }

    assertThat(revival.awaitOpen()).isTrue();
    assertThat(patient.restarts).hasValue(1);
  }

  /** Who still holds what was ended meets errors for long after. */
  @Test
  void isNotLostByWhatWasBegunBeforeItCameBack() {
    int before = revival.era();
    revival.lost("an error", before);
    assertThat(revival.awaitOpen()).isTrue();

    revival.lost("a late error", before);

    assertThat(revival.hasEnded(before)).isTrue();
    assertThat(revival.hasEnded(revival.era())).isFalse();
    assertThat(patient.probes).hasValue(1);
  }

  @Test
  void doesNothingOnceItIsClosed() {
    revival.close();

    revival.lost("an error", revival.era());

    assertThat(revival.awaitOpen()).isTrue();
    assertThat(patient.probes).hasValue(0);
  }

  /** An engine that is dead or stuck for a while. */
  private static final class Patient implements Revival.Engine {
    private final AtomicInteger deadProbes = new AtomicInteger();
    private final AtomicInteger stuckProbes = new AtomicInteger();
    private final AtomicInteger probes = new AtomicInteger();
    private final AtomicInteger restarts = new AtomicInteger();
    private final AtomicInteger openings = new AtomicInteger();
    private final AtomicInteger given = new AtomicInteger();
    private final CountDownLatch stuck = new CountDownLatch(1);

    @Override
    public void probe() throws SQLException {
      probes.incrementAndGet();
      if (stuckProbes.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        awaitEnd();
      }
      if (deadProbes.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new SQLException("dead");
      }
    }

    private void awaitEnd() {
      try {
        stuck.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void restart() {
      restarts.incrementAndGet();
    }

    @Override
    public void opening() {
      assertThat(openings.get()).isLessThan(probes.get());
    }

    @Override
    public void opened() {
      openings.incrementAndGet();
    }

    @Override
    public void giveUp(String reason) {
      given.incrementAndGet();
    }
  }
}
