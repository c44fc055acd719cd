// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.api.Secret;
import org.parley.api.bus.BusRecord;
import org.parley.store.internal.DatabaseSettings;

/** The log of an embedded database does not grow beyond its size, however much is written. */
class BoundedDiskTest {
  private static final long LIMIT = 4 << 20;
  private static final int RECORDS_AT_ONCE = 250;
  private static final int KILOBYTE = 1_000;
  private static final int ROUNDS_TO_THE_LIMIT = (int) (LIMIT / RECORDS_AT_ONCE / KILOBYTE);

  @TempDir private Path folder;
  private int appended;

  @Test
  void staysWithinAFewTimesItsSize() throws Exception {
    var settings =
        new DatabaseSettings("jdbc:derby:" + folder.resolve("db"), "", new Secret(""), 9);
    try (var opened = org.parley.store.internal.Database.open(settings)) {
      opened.migrate(KilledHub.tablesOfTheBus());
      Database database = new Database(opened.store(), Clock.systemUTC());
      TopicLogs topics =
          new TopicLogs(
              opened.store(), Codecs.create().rows(), new PersonalKeys(Clock.systemUTC()), 0);
      Retention retention = new Retention(database, topics, Duration.ofDays(30), LIMIT);
      try (Running bus = new Running(database, Running.QUICK)) {
        bus.inward("g");
        write(bus, topics, retention, 2 * ROUNDS_TO_THE_LIMIT);
        long before = size();

        write(bus, topics, retention, 6 * ROUNDS_TO_THE_LIMIT);

        assertThat(size()).isLessThan(before + LIMIT);
        assertThat(before).isLessThan(6 * LIMIT);
      }
    }
  }

  private void write(Running bus, TopicLogs topics, Retention retention, int rounds)
      throws Exception {
    for (int round = 0; round < rounds; round++) {
      List<BusRecord> records =
          IntStream.range(0, RECORDS_AT_ONCE)
              .mapToObj(i -> Running.record("k" + i, "x".repeat(KILOBYTE)))
              .toList();
      bus.engine.append(records).toCompletableFuture().get(1, TimeUnit.MINUTES);
      appended += records.size();
      int all = appended;
      await()
          .untilAsserted(
              () ->
                  assertThat(bus.engine.desk().groups())
                      .allMatch(group -> group.position() == all && group.lag() == 0));
      topics.get("things").advance(all);
      retention.forget();
    }
  }

  private long size() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("db/seg0"))) {
      return files.filter(Files::isRegularFile).mapToLong(BoundedDiskTest::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
