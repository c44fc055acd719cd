// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.parley.api.Fault;

/** Random interleavings of appends, successes, failures, saves and crashes. */
class LaneBookPropertiesTest {
  @Property(tries = 150)
  void sequentialLaneHasEachEffectOnceAndInOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int keys) {
    Simulation run = new Simulation(new Random(seed), keys, true);
    run.play(200, run::workInOrder);

    assertThat(run.effects).doesNotHaveDuplicates();
    run.assertEverythingSettled();
    run.assertOrderedByKey();
  }

  @Property(tries = 150)
  void parallelLaneLosesNothingAndKeepsTheOrderOfEachKey(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int keys) {
    Simulation run = new Simulation(new Random(seed), keys, false);
    run.play(300, run::workApart);

    run.assertEverythingSettled();
    run.assertOrderedByKey();
  }

  @Property(tries = 80)
  void parallelLaneDeliversOnceWhileNothingCrashes(@ForAll long seed) {
    Simulation run = new Simulation(new Random(seed), 4, false);
    run.crashes = false;
    run.play(300, run::workApart);

    assertThat(run.effects).doesNotHaveDuplicates();
    run.assertEverythingSettled();
  }

  /** A lane with its table, driven by chance. */
  private static final class Simulation {
    final Random random;
    final int keys;
    final boolean sequential;
    final FakeFeed feed = new FakeFeed();
    final List<Long> effects = new ArrayList<>();
    final List<Long> parked = new ArrayList<>();
    final Map<Long, Task> out = new TreeMap<>();
    final Map<Long, OpenEntry> table = new TreeMap<>();
    long tableCursor;
    boolean crashes = true;
    boolean failing = true;
    Instant now = Instant.EPOCH;
    LaneBook book;

    Simulation(Random random, int keys, boolean sequential) {
      this.random = random;
      this.keys = keys;
      this.sequential = sequential;
      this.book = new LaneBook(sequential, 0, List.of());
    }

    void play(int steps, Runnable work) {
      for (int i = 0; i < steps; i++) {
        append();
        now = now.plusSeconds(random.nextInt(3));
        work.run();
        if (crashes && random.nextInt(10) == 0) {
          crash();
        }
      }
      failing = false;
      crashes = false;
      for (int i = 0; i < 4 * steps + 100; i++) {
        now = now.plusSeconds(10);
        work.run();
      }
      save(Set.of());
    }

    void append() {
      for (int i = random.nextInt(3); i > 0; i--) {
        String key = "k" + random.nextInt(keys);
        if (random.nextInt(6) == 0) {
          feed.unwanted(key);
        } else {
          feed.append(key);
        }
      }
    }

    void crash() {
      out.clear();
      book = new LaneBook(sequential, tableCursor, List.copyOf(table.values()));
    }

    void workInOrder() {
      List<Task> tasks = book.take(1 + random.nextInt(5), now, feed);
      if (!failing || random.nextBoolean()) {
        effect(tasks.stream().map(Task::position).collect(Collectors.toSet()));
        return;
      }
      for (Task task : tasks) {
        if (book.isBlocked(task.position())) {
          book.release(task.position());
        } else if (random.nextInt(3) > 0) {
          if (!effect(Set.of(task.position()))) {
            return;
          }
        } else {
          fail(task);
          save(Set.of());
        }
        if (random.nextInt(20) == 0) {
          crash();
          return;
        }
      }
    }

    boolean effect(Set<Long> done) {
      Delta delta = book.delta(done);
      boolean commits = !crashes || random.nextInt(20) > 0;
      if (!commits) {
        crash();
        return false;
      }
      done.stream().sorted().forEach(effects::add);
      apply(delta);
      done.forEach(book::done);
      book.saved(delta);
      return true;
    }

    void workApart() {
      for (Task task : book.take(random.nextInt(4), now, feed)) {
        out.put(task.position(), task);
      }
      List<Task> finished = out.values().stream().filter(any -> random.nextInt(3) > 0).toList();
      for (Task task : finished) {
        out.remove(task.position());
        if (failing && random.nextInt(3) == 0) {
          fail(task);
        } else {
          effects.add(task.position());
          book.done(task.position());
        }
      }
      if (random.nextBoolean()) {
        save(Set.of());
      }
    }

    void fail(Task task) {
      if (task.attempt() > 3) {
        book.park(task.position(), new Parking(task.record(), Fault.REMOTE, "gone", 4));
      } else {
        book.retry(task.position(), now.plusSeconds(random.nextInt(8)), "down");
      }
    }

    void save(Set<Long> done) {
      Delta delta = book.delta(done);
      apply(delta);
      book.saved(delta);
    }

    void apply(Delta delta) {
      assertThat(delta.cursor()).isGreaterThanOrEqualTo(tableCursor);
      tableCursor = delta.cursor();
      delta.inserts().forEach(entry -> assertThat(table.put(entry.position(), entry)).isNull());
      delta.updates().forEach(entry -> assertThat(table.put(entry.position(), entry)).isNotNull());
      delta.deletes().forEach(position -> assertThat(table.remove(position)).isNotNull());
      parked.addAll(delta.parkings().keySet());
    }

    void assertEverythingSettled() {
      List<Long> wanted =
          LongStream.rangeClosed(1, feed.last()).filter(feed::isWanted).boxed().toList();
      assertThat(parked).doesNotHaveDuplicates();
      assertThat(Stream.of(effects, parked).flatMap(List::stream).distinct().sorted().toList())
          .isEqualTo(wanted);
      assertThat(table).isEmpty();
      assertThat(book.lowWater()).isEqualTo(feed.last());
    }

    /** The first effects of a key's records come in the order of the log. */
    void assertOrderedByKey() {
      Map<String, List<Long>> byKey =
          effects.stream().distinct().collect(Collectors.groupingBy(at -> feed.at(at).key()));
      assertThat(byKey.values()).allSatisfy(of -> assertThat(of).isSorted());
    }
  }
}
