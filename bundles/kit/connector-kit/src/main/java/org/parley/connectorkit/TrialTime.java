// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.testkit.FakeClock;

/**
 * The time of a hub on trial: it stands still until it is moved on, and then alarms ring, so that
 * an hour's wait takes none. What is due within a moment rings at once.
 */
final class TrialTime extends AbstractExecutorService implements ScheduledExecutorService {
  private static final Duration MOMENT = Duration.ofMillis(20);

  private final FakeClock clock = FakeClock.at(Instant.now().toString());
  private final Set<Alarm<?>> alarms = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  FakeClock clock() {
    return clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** Moves it on; each alarm that falls due rings once. */
  void advance(Duration by) {
    clock.advance(by);
    List<Alarm<?>> due = alarms.stream().filter(alarm -> alarm.left().isZero()).sorted().toList();
    due.forEach(Alarm::ring);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return set(new Alarm<>(() -> call(task), after(delay, unit), Duration.ZERO));
  }

  @Override
  public <V extends @Nullable Object> ScheduledFuture<V> schedule(
      Callable<V> task, long delay, TimeUnit unit) {
    return set(new Alarm<>(task, after(delay, unit), Duration.ZERO));
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long first, long period, TimeUnit unit) {
    return scheduleWithFixedDelay(task, first, period, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long first, long delay, TimeUnit unit) {
    return set(new Alarm<>(() -> call(task), after(first, unit), after(delay, unit)));
  }

  @Override
  public void execute(Runnable task) {
    var thread = new Thread(task, "trial-time");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void shutdown() {
    over = true;
    alarms.clear();
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return over;
  }

  @Override
  public boolean isTerminated() {
    return over;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return over;
  }

  private <V extends @Nullable Object> Alarm<V> set(Alarm<V> alarm) {
    if (!over) {
      alarms.add(alarm);
      if (!alarm.repeats() && alarm.left().compareTo(MOMENT) <= 0) {
        execute(alarm::ring);
      }
    }
    return alarm;
  }

  private static @Nullable Object call(Runnable task) {
    task.run();
    return null;
  }

  private static Duration after(long delay, TimeUnit unit) {
    return Duration.of(delay, unit.toChronoUnit());
  }

  /** Rings once, or again after each pause. */
  private final class Alarm<V extends @Nullable Object> extends FutureTask<V>
      implements ScheduledFuture<V> {
    private final Duration pause;
    private volatile Instant due;

    Alarm(Callable<V> task, Duration delay, Duration pause) {
      super(task);
      this.pause = pause;
      due = now().plus(delay);
    }

    boolean repeats() {
      return !pause.isZero();
    }

    void ring() {
      if (!repeats()) {
        alarms.remove(this);
        run();
      } else {
        due = now().plus(pause);
        if (!runAndReset()) {
          alarms.remove(this);
        }
      }
    }

    Duration left() {
      Duration left = Duration.between(now(), due);
      return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      alarms.remove(this);
      return super.cancel(mayInterrupt);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(left());
    }

    @Override
    public int compareTo(Delayed other) {
      return Comparator.<Delayed>comparingLong(each -> each.getDelay(TimeUnit.MILLISECONDS))
          .compare(this, other);
    }
  }
}
