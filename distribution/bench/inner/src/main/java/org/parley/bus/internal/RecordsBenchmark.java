// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;
import org.parley.api.links.ClickRecorded;
import org.parley.api.links.Origin;

/** What it costs to write a click for the log and to read it again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordsBenchmark {
  private static final int ROW = 100;
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.123456Z");

  private final Codecs codecs = Codecs.create();
  private final BusRecord plain = click(Optional.empty());
  private final BusRecord personal = click(Optional.of("019a0000-0000-7001-8000-00000000000a"));
  private final PersonalKeys keys = new PersonalKeys(Clock.systemUTC());
  private final Sealing sealing = keys.begin();
  private final byte[] written = codecs.records().write(plain, sealing).bytes();
  private final byte[] row =
      RowCodec.body(
          new ArrayList<>(Collections.nCopies(ROW, codecs.records().write(plain, sealing))));

  private static BusRecord click(Optional<String> visitor) {
    UUID link = UUID.fromString("019a0000-0000-7001-8000-000000000001");
    var said =
        new ClickRecorded(
            UUID.fromString("019a0000-0000-7001-8000-000000000002"),
            link,
            NOW,
            Origin.NONE,
            "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
            Optional.empty(),
            visitor,
            "q7iTTHQ9pZ6kLw0nJ4cJzA",
            Optional.of("www.example.org"),
            Optional.empty(),
            Optional.empty());
    return BusRecord.of("/shortening", link.toString(), NOW, said);
  }

  /** A click of a visitor of whom nothing is remembered. */
  @Benchmark
  public byte[] writeClick() {
    return codecs.records().write(plain, sealing).bytes();
  }

  /** A click of a visitor who consented, whose key is encrypted. */
  @Benchmark
  public byte[] writeSealedClick() {
    return codecs.records().write(personal, sealing).bytes();
  }

  /** All that a lane needs of a row of a hundred clicks that it passes over. */
  @Benchmark
  public List<LoggedRecord> readEnvelopesOfRow() {
    return codecs.rows().records(Topics.INTERACTIONS, ROW, row);
  }

  /** A click with all that it says. */
  @Benchmark
  public RecordData readClick() throws Unreadable {
    return codecs.records().read(Topics.INTERACTIONS, written).read().data();
  }
}
