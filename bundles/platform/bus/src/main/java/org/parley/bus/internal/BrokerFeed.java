// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a lane is sent by the broker, in the order of its positions. Each record says behind which
 * position nothing of the lane lies up to it; what is missing before it, because the broker began
 * to send further on or keeps it no more, is read from the log, which holds all that a group is not
 * done with. The broker's thread puts in, the lane's takes out.
 */
final class BrokerFeed implements Feed {
  /** How long records that lie in other partitions are waited for before the log is asked. */
  static final long PATIENCE_MS = 500;

  private static final long MOST_UNREAD = 64 * 1024;
  private static final int AT_ONCE = 256;

  private final CarriedTopic topic;
  private final Feed log;
  private final Runnable lookAgain;
  private final LongSupplier nanos;
  private final NavigableMap<Long, Received> received = new ConcurrentSkipListMap<>();
  private final Map<Integer, AtomicLong> unread = new ConcurrentHashMap<>();
  private final Deque<Received> words = new ArrayDeque<>();
  private volatile long passed;
  private volatile long newest;
  private long missing = -1;
  private long missingSince;

  /**
   * @param log the same lane as it lies in the log
   * @param passed up to where the lane is through
   * @param lookAgain asks for another look a moment after {@link #PATIENCE_MS}
   */
  BrokerFeed(CarriedTopic topic, Feed log, long passed, Runnable lookAgain) {
    this(topic, log, passed, lookAgain, System::nanoTime);
  }

  BrokerFeed(CarriedTopic topic, Feed log, long passed, Runnable lookAgain, LongSupplier nanos) {
    this.topic = topic;
    this.log = log;
    this.passed = passed;
    this.lookAgain = lookAgain;
    this.nanos = nanos;
  }

  void put(Received message) {
    while (!words.isEmpty() && words.getFirst().position() <= message.position()) {
      drop(words.removeFirst()); // the record itself tells what lies before it
    }
    keep(message);
  }

  private void keep(Received message) {
    newest = Math.max(newest, message.position());
    if (message.position() > passed && received.putIfAbsent(message.position(), message) == null) {
      unread(message.partition()).addAndGet(message.bytes());
    }
  }

  /**
   * The broker has sent all of the lane up to here that it has. Whether it has lost some of it only
   * the log can tell, so that is looked through. While nobody reads, the first word of this and the
   * last are enough.
   */
  void caughtUp(long position) {
    if (position <= newest) {
      return;
    }
    words.removeIf(word -> word.position() <= passed);
    if (words.size() > 1) {
      drop(words.removeLast());
    }
    Received word = Received.nothing(position, position, Received.NO_PARTITION, 0);
    words.add(word);
    keep(word);
  }

  private void drop(Received message) {
    if (received.remove(message.position(), message)) {
      unread(message.partition()).addAndGet(-message.bytes());
    }
  }

  boolean isFull(int partition) {
    return unread(partition).get() > MOST_UNREAD;
  }

  OptionalLong firstOpen(int partition) {
    return received.values().stream()
        .filter(message -> message.partition() == partition)
        .mapToLong(Received::offset)
        .findFirst();
  }

  private AtomicLong unread(int partition) {
    return unread.computeIfAbsent(partition, any -> new AtomicLong());
  }

  @Override
  public @Nullable Upcoming after(long position) {
    Map.Entry<Long, Received> found = received.higherEntry(position);
    if (found == null || !topic.isNumbered(found.getKey())) {
      return null;
    }
    Received next = found.getValue();
    return next.before() <= position ? upcoming(next) : fromLog(position, next.before());
  }

  private Upcoming upcoming(Received next) {
    LoggedRecord record = record(next);
    if (record == null) {
      return Upcoming.passing(next.position());
    }
    boolean wanted = topic.isWanted(record);
    if (!wanted) {
      letGo(next);
    }
    return new Upcoming(next.position(), record, wanted);
  }

  /** Nobody has a use for it; only that it was there is kept until the lane is past it. */
  private void letGo(Received message) {
    var nothing =
        Received.nothing(
            message.position(), message.before(), message.partition(), message.offset());
    if (received.replace(message.position(), message, nothing)) {
      unread(message.partition()).addAndGet(nothing.bytes() - message.bytes());
    }
  }

  /** What may lie between two positions; other partitions are given a moment to send it. */
  private @Nullable Upcoming fromLog(long position, long upTo) {
    long now = nanos.getAsLong();
    if (missing != upTo) {
      missing = upTo;
      missingSince = now;
      lookAgain.run();
    }
    if (now - missingSince < TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS)) {
      return null;
    }
    Upcoming found = log.after(position);
    return found == null || found.position() > upTo ? Upcoming.passing(upTo) : found;
  }

  private @Nullable LoggedRecord record(Received message) {
    if (message.isWanted() && message.record() == null) {
      open(message.position());
    }
    return message.record();
  }

  /** Reads some together: one question for all their keys. */
  private void open(long from) {
    List<Received> some = new ArrayList<>();
    for (Received message : received.tailMap(from).values()) {
      if (message.isWanted() && message.record() == null) {
        some.add(message);
      }
      if (some.size() == AT_ONCE) {
        break;
      }
    }
    topic.open(some, log);
  }

  @Override
  public LoggedRecord at(long position) {
    Received message = received.get(position);
    LoggedRecord record = message == null ? null : record(message);
    return record == null ? log.at(position) : record;
  }

  @Override
  public void passed(long position) {
    passed = Math.max(passed, position);
    NavigableMap<Long, Received> done = received.headMap(position, true);
    done.values().forEach(this::drop);
  }
}
