// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.bus.BatchReader;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.OutwardReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.UnknownData;
import org.parley.api.store.Transaction;
import org.parley.store.internal.DatabaseSettings;

/**
 * A hub into which more is written than it can take, while two groups keep up and others do not. It
 * prints how many milliseconds the former took for one half without the others and for the other
 * half amid them, as {@code pace <without> <amid>}, and what each group has read, as {@code <group>
 * <records> <repeated>}, once they are through, then {@code BACK}, and the same once all are.
 */
final class LaggingHub {
  static final int ALL = 12_000;

  /** One of so many is of the kind that the outward groups want. */
  static final int RARE = 40;

  /** How many large ones there are besides, in a topic of their own. */
  static final int LARGE = 600;

  private static final int LARGE_SIZE = 60_000;
  private static final int SIZE = 150;
  private static final String THINGS = "things";
  private static final String FILES = "files";
  private static final int WRITERS = 4;
  private static final Tuning TUNING =
      new Tuning(
          1_000,
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          4 << 20,
          1 << 20,
          Duration.ofSeconds(5),
          Duration.ofDays(30),
          Long.MAX_VALUE,
          Tuning.POLL);

  private final CompletableFuture<Void> back = new CompletableFuture<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final List<Tally> all = new ArrayList<>();
  private final Running bus;

  private LaggingHub(Running bus) {
    this.bus = bus;
  }

  /** Arguments: where the database is to lie. */
  public static void main(String[] arguments) throws Exception {
    var settings =
        new DatabaseSettings("jdbc:derby:" + arguments[0], "hub", new Secret(""), 2 * Absent.LANES);
    try (var opened = org.parley.store.internal.Database.open(settings)) {
      opened.migrate(KilledHub.tablesOfTheBus());
      var database = new Database(opened.store(), Clock.systemUTC());
      try (Running bus = new Running(database, TUNING)) {
        new LaggingHub(bus).run();
      }
    }
  }

  private void run() throws Exception {
    List<Tally> healthy = List.of(add(new Batches("batches", THINGS)), add(new Absent("lanes", 2)));
    Tally absent = add(new Absent("absent", Absent.LANES));
    Tally absentFiles = add(new Batches("absent-files", FILES));
    await(() -> bus.engine.desk().groups().size() == all.size());
    bus.remove(absent);
    bus.remove(absentFiles);
    long without = millisToRead(healthy, 0, ALL / 2);
    write(0, LARGE, LaggingHub::large);
    add(new Slow());
    add(new Outward("stuck", delivery -> back));
    add(new Outward("failing", delivery -> back.isDone() ? back : down()));
    long amid = millisToRead(healthy, ALL / 2, ALL);

    System.out.println("pace " + without + " " + amid);
    System.out.println("refused " + refused + " 0");
    all.forEach(System.out::println);
    System.out.println("BACK");
    back.complete(null);
    open(absent);
    open(absentFiles);
    await(() -> all.stream().allMatch(Tally::isWhole));
    all.forEach(System.out::println);
  }

  private Tally add(Tally tally) {
    all.add(tally);
    open(tally);
    return tally;
  }

  private void open(Tally tally) {
    bus.engine.groups().add(tally.reader());
  }

  private static CompletionStage<Void> down() {
    return CompletableFuture.failedFuture(new ParleyException(Fault.REMOTE, "It is down"));
  }

  private static void await(BooleanSupplier condition) throws Exception {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private long millisToRead(List<Tally> groups, int from, int end) throws Exception {
    long begun = System.nanoTime();
    write(from, end, LaggingHub::small);
    await(() -> groups.stream().allMatch(group -> group.hasRead(end)));
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  private void write(int from, int end, IntFunction<BusRecord> kind) throws InterruptedException {
    AtomicInteger next = new AtomicInteger(from);
    List<Thread> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      writers.add(new Thread(() -> write(next, end, kind)));
    }
    writers.forEach(Thread::start);
    for (Thread writer : writers) {
      writer.join();
    }
  }

  /** Waits for nothing but to be let in. */
  private void write(AtomicInteger next, int end, IntFunction<BusRecord> kind) {
    try {
      for (int number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
        BusRecord record = kind.apply(number);
        while (bus.engine
            .append(List.of(record))
            .toCompletableFuture()
            .isCompletedExceptionally()) {
          refused.incrementAndGet();
          TimeUnit.MILLISECONDS.sleep(1);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static BusRecord large(int number) {
    return record(number, FILES, "file.kept", LARGE_SIZE);
  }

  private static BusRecord small(int number) {
    return record(number, THINGS, number % RARE == 0 ? "thing.rare" : "thing.done", SIZE);
  }

  private static BusRecord record(int number, String topic, String type, int size) {
    String json = "\"" + number + " " + "x".repeat(size) + "\"";
    var data = new UnknownData(topic, type, json);
    return BusRecord.of("/test", "k" + number % 5_000, Instant.now(), data);
  }

  /** What a group has read. */
  private abstract static class Tally {
    private final Subscription subscription;
    private final int most;
    private final BitSet read = new BitSet();
    private int repeated;

    Tally(Subscription subscription, int most) {
      this.subscription = subscription;
      this.most = most;
    }

    abstract Reader reader();

    public Subscription subscription() {
      return subscription;
    }

    static int number(BusRecord record) {
      String said = Running.said(record);
      return Integer.parseInt(said.substring(0, said.indexOf(' ')));
    }

    synchronized void note(int number) {
      if (read.get(number)) {
        repeated++;
      }
      read.set(number);
    }

    boolean isWhole() {
      return hasRead(most);
    }

    synchronized boolean hasRead(int records) {
      return read.cardinality() == records;
    }

    @Override
    public synchronized String toString() {
      return subscription.group() + " " + read.cardinality() + " " + repeated;
    }
  }

  /** One by one, several at a time. */
  private static class Absent extends Tally implements GroupReader {
    static final int LANES = 16;

    Absent(String group, int lanes) {
      super(Subscription.of(group, THINGS).parallel(lanes), ALL);
    }

    @Override
    Reader reader() {
      return new Reader.Inward(subscription(), this);
    }

    @Override
    public void read(Transaction transaction, BusRecord record) {
      int number = number(record);
      transaction.afterCommit(() -> note(number));
    }
  }

  /** One after the other, a millisecond each until all come back. */
  private final class Slow extends Absent {
    Slow() {
      super("slow", 1);
    }

    @Override
    public void read(Transaction transaction, BusRecord record) {
      if (!back.isDone()) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      super.read(transaction, record);
    }
  }

  /** Many together. */
  private static final class Batches extends Tally implements BatchReader {
    Batches(String group, String topic) {
      super(Subscription.of(group, topic), topic.equals(FILES) ? LARGE : ALL);
    }

    @Override
    Reader reader() {
      return new Reader.Inward(subscription(), this);
    }

    @Override
    public void read(Transaction transaction, List<BusRecord> records) {
      int[] numbers = records.stream().mapToInt(Tally::number).toArray();
      transaction.afterCommit(() -> Arrays.stream(numbers).forEach(this::note));
    }
  }

  /** To the outside; counts what it has delivered. */
  private static final class Outward extends Tally implements OutwardReader {
    private static final int SLOTS = 8;

    private final Function<Delivery, CompletionStage<Void>> call;

    Outward(String group, Function<Delivery, CompletionStage<Void>> call) {
      super(Subscription.of(group, THINGS, "thing.rare").parallel(SLOTS), ALL / RARE);
      this.call = call;
    }

    @Override
    Reader reader() {
      return new Reader.Outward(subscription(), this);
    }

    @Override
    public CompletionStage<Void> read(Delivery delivery) {
      return call.apply(delivery).thenRun(() -> note(number(delivery.record())));
    }

    @Override
    public void parked(Transaction transaction, Parked given) {
      throw new IllegalStateException("Nothing is given up here");
    }
  }
}
