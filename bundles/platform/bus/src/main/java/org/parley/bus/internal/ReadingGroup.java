// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parley.api.bus.BatchReader;
import org.parley.api.bus.BusDesk.GroupStatus;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.store.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A group with its reader at work, as far as it is read here: its lanes are added and taken away by
 * the source of its records.
 */
final class ReadingGroup {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingGroup.class);

  private final Reading reading;
  private final Reader reader;
  private final TopicLog log;
  private final Threads threads;
  private final Map<Integer, FedLane> lanes = new ConcurrentSkipListMap<>();
  private Source.@Nullable Opened opened;
  private volatile boolean paused;
  private volatile boolean ended;

  ReadingGroup(Reading reading, Reader reader, TopicLog log, Threads threads) {
    this.reading = reading;
    this.reader = reader;
    this.log = log;
    this.threads = threads;
  }

  Subscription subscription() {
    return reader.subscription();
  }

  /** Into how many lanes it may be cut: what calls the world outside counts its calls in one. */
  int mostLanes() {
    return reader instanceof Reader.Inward ? subscription().parallelism() : 1;
  }

  /** Whether it seldom asks again for what it has passed: it hands out one after the other. */
  boolean isStraight() {
    return reader instanceof Reader.Inward;
  }

  /** What it reads, as it lies in the database. */
  TopicLog log() {
    return log;
  }

  /** Begins to feed its reader with what comes from there. */
  void open(Source source) {
    opened = source.open(this);
  }

  /** Notes that it reads, and learns whether it may. */
  void note(Transaction transaction) {
    Instant now = reading.database().clock().instant();
    paused = OpenGroup.in(transaction, subscription(), now) || isHeld(transaction);
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

  /** Takes on a lane that was taken over for it; {@link #feed()} begins to hand out. */
  void add(LaneState state, Feed feed) {
    String name = subscription().group();
    LaneKeeper keeper = new LaneKeeper(reading.database(), name, state);
    Lane lane =
        reader instanceof Reader.Outward outward
            ? new OutwardLane(reading, outward.service(), feed, keeper, hands(state.lane()))
            : inward(((Reader.Inward) reader).service(), feed, keeper);
    lanes.put(state.lane(), new FedLane(state.lanes(), lane, new Worker(name, lane, threads)));
  }

  /** Those who read many together have the log decoded for them meanwhile. */
  private InwardLane inward(GroupReader service, Feed feed, LaneKeeper keeper) {
    boolean reads = service instanceof BatchReader && feed instanceof LaneFeed;
    ReadAhead ahead = reads ? new ReadAhead(feed, threads::run) : null;
    return new InwardLane(reading, service, feed, keeper, ahead);
  }

  /** Feeds its reader, unless that is paused. */
  void feed() {
    lanes.values().forEach(lane -> lane.worker.feed(!paused && !ended));
  }

  /** Lets go of a lane; what it has in hand may end, for a while, whoever else lets go of it. */
  void drop(int lane, Duration patience) throws InterruptedException {
    FedLane gone = lanes.get(lane);
    if (gone != null) {
      gone.worker.close(patience);
      lanes.remove(lane, gone);
    }
  }

  private OutwardLane.Hands hands(int lane) {
    return new OutwardLane.Hands(subscription().parallelism(), threads::run, () -> wake(lane));
  }

  /** What lies in the database for keys of it. */
  LaneFeed feed(Predicate<String> keys) {
    return new LaneFeed(
        log, this::mayConcern, record -> keys.test(record.key()) && isWanted(record));
  }

  boolean mayConcern(Set<String> types) {
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

  /** There may be something new for all its lanes. */
  void wake() {
    lanes.values().forEach(lane -> lane.worker.wake());
  }

  /** There may be something new for one of its lanes. */
  void wake(int lane) {
    FedLane fed = lanes.get(lane);
    if (fed != null) {
      fed.worker.wake();
    }
  }

  void tick() {
    lanes.values().forEach(lane -> lane.worker.tick());
  }

  /** Feeds its reader or lets its records wait. */
  void pause(boolean on) {
    if (paused == on) {
      return;
    }
    paused = on;
    feed();
  }

  /** Hands out again what a person wants replayed. */
  void replayWhatIsAskedFor() {
    List<Replay> replays =
        reading
            .database()
            .store()
            .read(read -> FindReplays.in(read, reading.codec(), subscription().group()));
    lanes.forEach((number, lane) -> lane.replay(number, replays));
  }

  /** How it stands, but for what lies in tables alone. */
  GroupStatus status() {
    long position = Long.MAX_VALUE;
    long waiting = 0;
    for (FedLane fed : lanes.values()) {
      Lane.LaneStatus status = fed.lane.status();
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

  /** Whether all its lanes are read here. */
  boolean isWhole() {
    return lanes.values().stream().allMatch(lane -> lane.count == lanes.size()) && !lanes.isEmpty();
  }

  /** Whether it is through with a record that it wanted, by reading or by giving up. */
  boolean isDone(LoggedRecord record, long position) {
    return isWanted(record)
        && lanes.values().stream().anyMatch(fed -> fed.lane.isDone(record, position));
  }

  boolean isFor(Reader other) {
    return reader.service() == other.service();
  }

  /** Hands nothing out any more. */
  void unfeed() {
    ended = true;
    if (opened != null) {
      opened.end();
    }
    feed();
  }

  /** Hands nothing out any more and waits a while for what is in hand. */
  void close(Duration patience) throws InterruptedException {
    unfeed();
    long until = System.nanoTime() + patience.toNanos();
    for (int lane : lanes.keySet()) {
      drop(lane, Duration.ofNanos(Math.max(0, until - System.nanoTime())));
    }
  }

  /**
   * @param count how many lanes the group has, here and elsewhere
   */
  private record FedLane(int count, Lane lane, Worker worker) {
    void replay(int number, List<Replay> replays) {
      replays.stream()
          .filter(replay -> LaneState.laneOf(replay.record().key(), count) == number)
          .forEach(lane::replay);
      worker.wake();
    }
  }
}
