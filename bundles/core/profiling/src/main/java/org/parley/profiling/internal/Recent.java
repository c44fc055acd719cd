// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The consents that browsers lately repeated: every report carries its evidence, and one that is
 * known to be on the bus need not go there again. Forgotten whenever somebody is erased, whose
 * evidence is to be kept anew, and soon for the sake of those whom another hub has erased.
 */
final class Recent {
  private static final int MOST = 20_000;
  private static final Duration LATELY = Duration.ofMinutes(10);

  private final Map<UUID, Instant> known =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Instant> eldest) {
          return size() > MOST;
        }
      };

  synchronized boolean has(UUID id, Instant now) {
    Instant noted = known.get(id);
    return noted != null && now.isBefore(noted.plus(LATELY));
  }

  synchronized void add(UUID id, Instant now) {
    known.put(id, now);
  }

  synchronized void forget() {
    known.clear();
  }
}
