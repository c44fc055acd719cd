// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.parley.api.bus.BusDesk.GroupStatus;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.store.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A group with its reader at work. */
final class ReadingGroup {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingGroup.class);

  private final Reading reading;
  private final Reader reader;
  private final TopicLog log;
  private final Threads threads;
  private final List<Lane> lanes = new ArrayList<>();
  private final List<Worker> workers = new ArrayList<>();
  private final Runnable wake = this::wake;
  private volatile boolean paused;

  ReadingGroup(Reading reading, Reader reader, TopicLog log, Threads threads) {
    this.reading = reading;
    this.reader = reader;
    this.log = log;
    this.threads = threads;
  }

  Subscription subscription() {
    return reader.subscription();
  }

  /** Takes the group over and begins to feed its reader. */
  void open() {
    Subscription wanted = subscription();
    int count = reader instanceof Reader.Inward ? wanted.parallelism() : 1;
    List<LaneState> states =
        reading
            .database()
            .store()
            .inTransaction(
                transaction -> {
                  paused =
                      OpenGroup.in(transaction, wanted, reading.database().clock().instant())
                          || isHeld(transaction);
                  return OpenLanes.in(transaction, wanted.group(), count, feed(any -> true));
                });
    states.forEach(this::add);
    replayWhatIsAskedFor();
    log.listen(wake);
    workers.forEach(worker -> worker.feed(!paused));
  }

  private boolean isHeld(Transaction transaction) {
    boolean held =
        reader instanceof Reader.Outward
            && reading
                .database()
                .restoredAt()
                .filter(at -> HoldRestored.in(transaction, subscription().group(), at))
                .isPresent();
    if (held) {
      LOG.warn("Group {} waits: the database was put back from a backup", subscription().group());
    }
    return held;
  }

  private void add(LaneState state) {
    String name = subscription().group();
    LaneKeeper keeper = new LaneKeeper(reading.database(), name, state);
    Feed feed = feed(state::takes);
    int index = lanes.size();
    Lane lane =
        reader instanceof Reader.Outward outward
            ? new OutwardLane(reading, outward.service(), feed, keeper, hands(index))
            : new InwardLane(reading, ((Reader.Inward) reader).service(), feed, keeper);
    lanes.add(lane);
    workers.add(new Worker(name, lane, threads));
  }

  private OutwardLane.Hands hands(int index) {
    return new OutwardLane.Hands(
        subscription().parallelism(), threads::run, () -> workers.get(index).wake());
  }

  private Feed feed(Predicate<String> keys) {
    return new LaneFeed(
        log, this::mayConcern, record -> keys.test(record.key()) && isWanted(record));
  }

  private boolean mayConcern(Set<String> types) {
    Set<String> wanted = subscription().types();
    return wanted.isEmpty()
        || types.contains(LoggedRecord.BROKEN_TYPE)
        || !Collections.disjoint(wanted, types);
  }

  /** Whether the group's reader wants a record; what cannot be read concerns everybody. */
  boolean isWanted(LoggedRecord record) {
    if (record.isBroken()) {
      return true;
    }
    Set<String> types = subscription().types();
    return (types.isEmpty() || types.contains(record.type()))
        && (!(reader instanceof Reader.Inward inward) || isWanted(inward.service(), record));
  }

  private static boolean isWanted(GroupReader reader, LoggedRecord record) {
    try {
      return reader.wants(record.read());
    } catch (Unreadable | RuntimeException e) {
      return true;
    }
  }

  private void wake() {
    workers.forEach(Worker::wake);
  }

  void tick() {
    workers.forEach(Worker::tick);
  }

  /** Feeds its reader or lets its records wait. */
  void pause(boolean on) {
    if (paused == on) {
      return;
    }
    paused = on;
    workers.forEach(worker -> worker.feed(!on));
  }

  /** Hands out again what a person wants replayed. */
  void replayWhatIsAskedFor() {
    List<Replay> replays =
        reading
            .database()
            .store()
            .read(read -> FindReplays.in(read, reading.codec(), subscription().group()));
    for (Replay replay : replays) {
      int lane = Math.floorMod(replay.record().key().hashCode(), lanes.size());
      lanes.get(lane).replay(replay);
      workers.get(lane).wake();
    }
  }

  /** How it stands, but for what lies in tables alone. */
  GroupStatus status() {
    long position = Long.MAX_VALUE;
    long waiting = 0;
    for (Lane lane : lanes) {
      Lane.LaneStatus status = lane.status();
      position = Math.min(position, status.position());
      waiting += status.waiting();
    }
    long last = log.last();
    return new GroupStatus(
        subscription().group(),
        subscription().topic(),
        position,
        Math.max(0, last - position),
        waiting,
        0,
        !paused,
        paused);
  }

  /** Whether it is through with a record that it wanted, by reading or by giving up. */
  boolean isDone(LoggedRecord record, long position) {
    return isWanted(record) && lanes.stream().anyMatch(lane -> lane.isDone(record, position));
  }

  boolean isFor(Reader other) {
    return reader.service() == other.service();
  }

  /** Hands nothing out any more. */
  void unfeed() {
    log.ignore(wake);
    workers.forEach(worker -> worker.feed(false));
  }

  /** Hands nothing out any more and waits a while for what is in hand. */
  void close(Duration patience) throws InterruptedException {
    unfeed();
    long until = System.nanoTime() + patience.toNanos();
    for (Worker worker : workers) {
      worker.close(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
    }
  }
}
