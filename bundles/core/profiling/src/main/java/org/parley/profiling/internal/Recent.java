// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The consents that browsers lately repeated: every report carries its evidence, and one that is
 * known to be on the bus need not go there again.
 */
final class Recent {
  private static final int MOST = 20_000;

  private final Map<UUID, Boolean> known =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
          return size() > MOST;
        }
      };

  synchronized boolean has(UUID id) {
    return known.get(id) != null;
  }

  synchronized void add(UUID id) {
    known.put(id, true);
  }
}
