// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Sentences on what keeps records from being read, each by whose trouble it is. */
final class Troubles {
  private static final long MEMORY_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final LongSupplier nanos;
  private final Map<String, Trouble> all = new ConcurrentSkipListMap<>();

  Troubles(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Something that lasts until it is taken back. */
  void note(String what, String sentence) {
    all.put(what, new Trouble(sentence, OptionalLong.empty()));
  }

  /** Something that is told for a while after it was seen last; nobody hears that it is over. */
  void saw(String what, String sentence) {
    all.put(what, new Trouble(sentence, OptionalLong.of(nanos.getAsLong())));
  }

  /** That is over. */
  void clear(String what) {
    all.remove(what);
  }

  /** One of them, if there is any. */
  Optional<String> first() {
    long now = nanos.getAsLong();
    all.values().removeIf(trouble -> trouble.isForgotten(now));
    return all.values().stream().findFirst().map(Trouble::sentence);
  }

  /**
   * @param seen when, by {@code nanoTime}; empty for what lasts
   */
  private record Trouble(String sentence, OptionalLong seen) {
    private boolean isForgotten(long now) {
      return seen.isPresent() && now - seen.getAsLong() > MEMORY_NANOS;
    }
  }
}
