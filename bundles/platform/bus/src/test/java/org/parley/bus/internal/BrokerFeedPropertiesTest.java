// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.parley.api.broker.BrokerMessage;
import org.parley.api.store.Store;

/** A broker that loses, repeats and mixes what it is given, but for the order of a partition. */
class BrokerFeedPropertiesTest {
  private static final int PARTITIONS = 12;
  private static final LaneCounts COUNTS = LaneCounts.of(PARTITIONS);

  @Property(tries = 300)
  void handsOutAllOfALaneInItsOrderWhateverTheBrokerLost(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int records,
      @ForAll @IntRange(max = 10) int lost) {
    Random random = new Random(seed);
    int lanes = COUNTS.all().get(random.nextInt(COUNTS.all().size()));
    int lane = random.nextInt(lanes);
    List<LoggedRecord> all = records(records, random);
    long passed = random.nextInt(records);
    Run run = new Run(all, new LaneState(lane, lanes, passed, 1));

    List<BrokerMessage> sent = sent(all, random.nextInt(records));
    sent.removeIf(message -> random.nextInt(10) < lost);
    List<Long> read = new ArrayList<>();
    for (BrokerMessage message : mixed(sent, random)) {
      run.receive(message);
      if (random.nextInt(5) == 0) {
        run.readOn(read);
      }
      if (random.nextInt(10) == 0) {
        run.feed.caughtUp(random.nextInt(records + 1));
      }
      if (random.nextInt(20) == 0) {
        run.now += Duration.ofSeconds(1).toNanos();
      }
    }
    run.feed.caughtUp(records);
    for (int round = 0; round < 4 * records + 4; round++) {
      run.readOn(read);
      run.now += Duration.ofSeconds(1).toNanos();
    }

    assertThat(read)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(passed + 1, records)
                .filter(at -> run.state.takes(all.get((int) at - 1).key()))
                .boxed()
                .toList());
    assertThat(run.cursor).isEqualTo(records);
    run.feed.passed(records);
    assertThat(IntStream.range(0, PARTITIONS).noneMatch(run.feed::isFull)).isTrue();
  }

  @Property(tries = 100)
  void asksTheLogForNothingThatTheBrokerSends(@ForAll long seed) {
    Random random = new Random(seed);
    List<LoggedRecord> all = records(50, random);
    Run run = new Run(all, new LaneState(0, 1, 0, 1));

    List<Long> read = new ArrayList<>();
    for (BrokerMessage message : mixed(sent(all, 0), random)) {
      if (random.nextInt(5) == 0) {
        run.feed.caughtUp(random.nextInt(51));
      }
      run.receive(message);
      run.readOn(read);
    }

    assertThat(read).hasSize(50).isSorted();
    assertThat(run.asked).isZero();
  }

  @Property(tries = 20)
  void takesNoMoreThanItHasRoomForThoughNobodyWantsIt(
      @ForAll @IntRange(min = 1, max = 5) int partition) {
    Run run = new Run(records(1, new Random(1)), new LaneState(0, 1, 0, 1));
    long position = 1;
    while (!run.feed.isFull(partition)) {
      run.feed.put(Received.nothing(position, position - 1, partition, position));
      position++;
    }

    assertThat(position).isBetween(100L, 1_000L);
    run.feed.passed(position);
    assertThat(run.feed.isFull(partition)).isFalse();
  }

  @Property(tries = 20)
  void keepsOneWordOfWhereTheEndIsWhileNobodyReads(
      @ForAll @IntRange(min = 1, max = 5_000) int words) {
    Run run = new Run(records(1, new Random(1)), new LaneState(0, 1, 0, 1));

    IntStream.rangeClosed(1, words).forEach(run.feed::caughtUp);

    assertThat(run.feed.isFull(Received.NO_PARTITION)).isFalse();
  }

  private static List<LoggedRecord> records(int count, Random random) {
    RecordCodec codec = Codecs.create().records();
    Sealing nothing = new PersonalKeys(Clock.systemUTC()).begin();
    return IntStream.range(0, count)
        .mapToObj(i -> codec.write(Running.record("k" + random.nextInt(20), i), nothing))
        .toList();
  }

  /** As they are relayed, some twice, since a relay begins again where it is not sure. */
  private static List<BrokerMessage> sent(List<LoggedRecord> records, int again) {
    List<BrokerMessage> sent = new ArrayList<>();
    for (int start : new int[] {0, again}) {
      Chain chain = new Chain(COUNTS, start);
      int end = start == again ? records.size() : Math.min(records.size(), again + 3);
      for (int i = start; i < end; i++) {
        LoggedRecord record = records.get(i);
        List<Long> before = chain.add(record.key(), i + 1L);
        sent.add(
            Waybill.write(new Waybill.Destination("log", "t", PARTITIONS), record, i + 1L, before));
      }
    }
    return sent;
  }

  private static List<BrokerMessage> mixed(List<BrokerMessage> messages, Random random) {
    List<BrokerMessage> left = new ArrayList<>(messages);
    List<BrokerMessage> mixed = new ArrayList<>();
    while (!left.isEmpty()) {
      int partition = left.get(random.nextInt(left.size())).place().partition();
      BrokerMessage first =
          left.stream().filter(it -> it.place().partition() == partition).findFirst().orElseThrow();
      left.remove(first);
      mixed.add(first);
    }
    return mixed;
  }

  /** A lane that reads on from where it is. */
  private static final class Run {
    final LaneState state;
    final BrokerFeed feed;
    long cursor;
    long now;
    int asked;

    Run(List<LoggedRecord> all, LaneState state) {
      this.state = state;
      this.cursor = state.position();
      LogRow row = new LogRow(1, all, new BitSet());
      TopicLog log =
          new TopicLog(
              "things",
              (topic, from, last) -> {
                asked++;
                return List.of(row);
              },
              0);
      log.advance(all.size());
      Store none =
          (Store)
              Proxy.newProxyInstance(
                  Store.class.getClassLoader(),
                  new Class<?>[] {Store.class},
                  (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                  });
      var topic = new CarriedTopic(none, Codecs.create().records(), log, any -> true, known -> {});
      LaneFeed rows = new LaneFeed(log, any -> true, record -> state.takes(record.key()));
      feed = new BrokerFeed(topic, rows, state.position(), () -> {}, () -> now);
    }

    void receive(BrokerMessage message) {
      Optional<Waybill.Read> read = Waybill.read(message, COUNTS, state.lanes());
      if (message.place().partition() % state.lanes() == state.lane()) {
        read.ifPresent(
            it ->
                feed.put(
                    Received.record(
                        new Received.Place(
                            it.position(), it.before(), message.place().partition(), 0),
                        message.value().orElse(null))));
      }
    }

    void readOn(List<Long> into) {
      for (Feed.Upcoming next = feed.after(cursor); next != null; next = feed.after(cursor)) {
        cursor = next.position();
        if (next.wanted()) {
          into.add(cursor);
        }
      }
    }
  }
}
