// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
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
import org.parley.api.links.Link;
import org.parley.api.links.Origin;
import org.parley.api.links.Redirects.Visit;
import org.parley.shortening.internal.StoredLink.SlugKey;

/** What a visit costs until its click is handed to the bus. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ClicksBenchmark {
  private static final int LINKS = 10_000_000;
  private static final String DOMAIN = "go.example.org";
  private static final String AGENT =
      "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.123456Z");

  private final Agents agents = new Agents();
  private final DailyKey daily = new DailyKey(new byte[32]);
  private final WriteClick write = new WriteClick();
  private final StoredLink link =
      new StoredLink(
          UUID.fromString("019a0000-0000-7001-8000-000000000001"),
          DOMAIN,
          "s0000042",
          URI.create("https://www.example.org/offers/42"),
          Optional.empty(),
          Origin.NONE,
          Link.State.ACTIVE,
          NOW,
          Optional.empty(),
          1);
  private final Visit visit =
      new Visit(
          DOMAIN,
          "s0000042",
          false,
          Map.of("user-agent", AGENT, "accept-language", "de", "referer", "https://example.org/a"),
          "192.0.2.77",
          Optional.empty(),
          NOW);
  private int turn;

  /** As many as a hub keeps in mind, in as much room. */
  @State(Scope.Benchmark)
  public static class Known {
    private final KnownSlugs slugs = new KnownSlugs(Routes.capacity(LINKS));

    /** Takes some seconds. */
    public Known() {
      for (int i = 0; i < LINKS; i++) {
        slugs.add(slug(i));
      }
    }
  }

  private static SlugKey slug(int number) {
    return new SlugKey(DOMAIN, "s" + number);
  }

  private int next() {
    turn = (turn + 7919) % LINKS;
    return turn;
  }

  /** One of ten million links. */
  @Benchmark
  public boolean knowSlug(Known known) {
    return known.slugs.mayHold(slug(next()));
  }

  /** A slug that nobody made, beside ten million. */
  @Benchmark
  public boolean knowNoSuchSlug(Known known) {
    return known.slugs.mayHold(slug(LINKS + next()));
  }

  /** What follows the link? */
  @Benchmark
  public Object tellAgent() {
    return agents.tell(AGENT);
  }

  /** By which a visitor is counted once a day. */
  @Benchmark
  public String makeDailyKey() {
    return daily.of("192.0.2.77", AGENT, DOMAIN);
  }

  /** All that is said of a visit. */
  @Benchmark
  public BusRecord describeClick() {
    return write.of(link, visit, daily);
  }
}
