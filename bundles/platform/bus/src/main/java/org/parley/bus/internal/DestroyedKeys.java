// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The keys that were destroyed lately on this hub: records that it holds in memory, read or just
 * written, tell nothing personal any more. Those in the tables need no such memory.
 */
final class DestroyedKeys {
  private static final int MOST = 1 << 16;

  private final Set<UUID> ids =
      Collections.synchronizedSet(Collections.newSetFromMap(new Latest()));

  void add(Collection<UUID> destroyed) {
    ids.addAll(destroyed);
  }

  boolean contains(UUID id) {
    return ids.contains(id);
  }

  private static final class Latest extends LinkedHashMap<UUID, Boolean> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
      return size() > MOST;
    }
  }
}
