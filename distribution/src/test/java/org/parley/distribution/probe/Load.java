// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.leads.LeadAssigned;
import org.parley.api.links.Origin;

/**
 * Within a hub: hands leads for one account to the bus at a steady pace, and writes down the ids of
 * those that the bus has taken.
 */
public final class Load {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final int TICKS_A_SECOND = 10;

  private volatile @Nullable Bus bus;
  private volatile boolean stopped;

  public void bind(Bus given) {
    bus = given;
  }

  public void activate(Map<String, Object> settings) {
    UUID account = UUID.fromString(String.valueOf(settings.get("account")));
    int each = Integer.parseInt(String.valueOf(settings.get("rate"))) / TICKS_A_SECOND;
    int ticks = Integer.parseInt(String.valueOf(settings.get("seconds"))) * TICKS_A_SECOND;
    Path file = Path.of(String.valueOf(settings.get("file")));
    var thread = new Thread(() -> run(account, each, ticks, file), "load");
    thread.setDaemon(true);
    thread.start();
  }

  public void deactivate() {
    stopped = true;
  }

  private void run(UUID account, int each, int ticks, Path file) {
    List<String> lines = new ArrayList<>();
    Instant begun = Instant.now();
    for (int tick = 0; tick < ticks && !stopped; tick++) {
      List<BusRecord> records = Stream.generate(() -> lead(account)).limit(each).toList();
      taken(records);
      records.forEach(record -> lines.add(record.id().toString()));
      Duration early = Duration.between(Instant.now(), begun.plus(TICK.multipliedBy(tick + 1L)));
      LockSupport.parkNanos(Math.max(0, early.toNanos()));
    }
    lines.add(0, String.valueOf(Duration.between(begun, Instant.now()).toMillis()));
    write(file, lines);
  }

  private void taken(List<BusRecord> records) {
    Bus given = bus;
    if (given == null) {
      throw new IllegalStateException("There is no bus");
    }
    given.append(records).toCompletableFuture().join();
  }

  private static void write(Path file, List<String> lines) {
    try {
      Path written = file.resolveSibling(file.getFileName() + ".new");
      Files.write(written, lines);
      Files.move(written, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BusRecord lead(UUID account) {
    UUID lead = UUID.randomUUID();
    var assigned =
        new LeadAssigned(
            lead,
            UUID.randomUUID(),
            Optional.of(account),
            Optional.of("crm-rest"),
            "greta",
            "Load",
            "Made by a test",
            "garden plan",
            50,
            Origin.NONE,
            List.of(),
            Map.of(),
            List.of());
    return BusRecord.of("/load", lead.toString(), Instant.now(), assigned);
  }
}
