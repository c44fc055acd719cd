// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The readers that are there and the groups that are fed. Readers come and go at any time; their
 * groups are opened and closed one after the other on a thread of their own.
 */
final class Groups implements Feeding {
  private static final Logger LOG = LoggerFactory.getLogger(Groups.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Reading reading;
  private final TopicLogs topics;
  private final Source source;
  private final Threads threads;
  private final Duration patience;
  private final ExecutorService turns = Executors.newSingleThreadExecutor(Groups::thread);
  private final Map<Object, Reader> readers = new LinkedHashMap<>();
  private final Map<String, ReadingGroup> open = new ConcurrentHashMap<>();
  private final Set<Object> warned = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> troubled = new HashSet<>();
  private boolean started;
  private boolean tryingAgain;

  /**
   * @param patience how long a reader that goes may finish what it has in hand
   */
  Groups(Reading reading, TopicLogs topics, Source source, Threads threads, Duration patience) {
    this.reading = reading;
    this.topics = topics;
    this.source = source;
    this.threads = threads;
    this.patience = patience;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "bus-groups");
    thread.setDaemon(true);
    return thread;
  }

  /** A reader is there; it is fed as soon as the bus is up. Returns at once. */
  void add(Reader reader) {
    synchronized (readers) {
      readers.put(reader.service(), reader);
    }
    turn(this::openThoseMissing);
  }

  /** A reader goes; once this returns it is not called any more. */
  void remove(Object service) {
    Reader reader;
    synchronized (readers) {
      reader = readers.remove(service);
    }
    if (reader == null || turns.isShutdown()) {
      return;
    }
    await(
        turns.submit(
            () -> {
              warned.remove(service);
              close(List.of(reader));
            }));
    turn(this::openThoseMissing);
  }

  @Override
  public void start() {
    turn(
        () -> {
          started = true;
          openThoseMissing();
        });
  }

  /** Feeds nobody any more; what is in hand may end. */
  @Override
  public void stop() {
    await(
        turns.submit(
            () -> {
              started = false;
              close(readers());
            }));
  }

  void close() {
    stop();
    turns.shutdown();
  }

  private void turn(Runnable work) {
    try {
      turns.execute(work);
    } catch (RejectedExecutionException e) {
      LOG.debug("The bus is stopping; nothing is opened any more", e);
    }
  }

  private List<Reader> readers() {
    synchronized (readers) {
      return new ArrayList<>(readers.values());
    }
  }

  /** Where two readers claim one group, the first is fed until it goes. */
  private void openThoseMissing() {
    if (!started) {
      return;
    }
    for (Reader reader : readers()) {
      String name = reader.subscription().group();
      ReadingGroup group = open.get(name);
      if (group == null) {
        open(reader);
      } else if (!group.isFor(reader) && warned.add(reader.service())) {
        LOG.warn("Group {} has a reader already; the other one waits", name);
      }
    }
  }

  private void open(Reader reader) {
    String name = reader.subscription().group();
    TopicLog log = topics.get(reader.subscription().topic());
    ReadingGroup group = new ReadingGroup(reading, reader, log, threads);
    Throwable failure = Attempt.failure(() -> group.open(source));
    if (failure == null) {
      open.put(name, group);
      troubled.remove(name);
    } else if (failure instanceof ParleyException refused && refused.fault() == Fault.SETTINGS) {
      LOG.error("{}", refused.getMessage());
    } else {
      if (!(failure instanceof BrokerSource.NotYet) && troubled.add(name)) {
        LOG.warn("Group {} cannot be opened for the moment; it is tried again", name, failure);
      }
      openAgain();
    }
  }

  /** All together, however many could not be opened. */
  private void openAgain() {
    if (!tryingAgain) {
      tryingAgain = true;
      threads.later(
          AGAIN,
          () ->
              turn(
                  () -> {
                    tryingAgain = false;
                    openThoseMissing();
                  }));
    }
  }

  private void close(Collection<Reader> gone) {
    List<ReadingGroup> closing = new ArrayList<>();
    for (Reader reader : gone) {
      String name = reader.subscription().group();
      ReadingGroup group = open.get(name);
      if (group != null && group.isFor(reader)) {
        open.remove(name);
        closing.add(group);
      }
    }
    closing.forEach(ReadingGroup::unfeed);
    long until = System.nanoTime() + patience.toNanos();
    for (ReadingGroup group : closing) {
      try {
        group.close(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void await(Future<?> turn) {
    try {
      turn.get(2 * patience.toMillis() + 1_000, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Readers could not be stopped in time; what they had in hand is repeated", e);
    }
  }

  /** Whether somebody here reads as that group, fed or not. */
  boolean hasReader(String name) {
    return readers().stream().anyMatch(reader -> reader.subscription().group().equals(name));
  }

  /** Feeds a group no more, though its reader may be there yet. */
  void unfeed(String name) {
    find(name).ifPresent(ReadingGroup::unfeed);
  }

  /** Whether it has a reader here, while it is a broker that says where its lanes are read. */
  boolean isFedElsewhere(String name) {
    return source instanceof BrokerSource && open.containsKey(name);
  }

  void tick() {
    open.values().forEach(ReadingGroup::tick);
  }

  /** The group as it is fed here. */
  Optional<ReadingGroup> find(String name) {
    return Optional.ofNullable(open.get(name));
  }

  Collection<ReadingGroup> all() {
    return open.values();
  }
}
