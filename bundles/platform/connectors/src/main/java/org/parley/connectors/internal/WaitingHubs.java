// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * In which order hubs come that want more of a window than there is. Nobody gets more by asking
 * first or more often: what is due to those who wait longer is left for them a while, and whoever
 * has got more than its part comes last.
 */
final class WaitingHubs {
  /** For those who come when they were told to; longer nothing lies idle for them. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<UUID, Waiting> hubs = new LinkedHashMap<>();

  WaitingHubs(List<Waiting> inOrder) {
    inOrder.forEach(each -> hubs.put(each.hub(), each));
  }

  List<Waiting> inOrder() {
    return List.copyOf(hubs.values());
  }

  void keepOnly(Set<UUID> living) {
    hubs.keySet().retainAll(living);
  }

  /** It wants nothing. */
  void leave(UUID hub) {
    hubs.remove(hub);
  }

  /** It was told to ask again then; if it waits already, it keeps its place. */
  void await(UUID hub, long need, Instant due) {
    hubs.put(hub, new Waiting(hub, need, due.toEpochMilli()));
  }

  /**
   * It got something.
   *
   * @param more whether that was more than its part
   */
  void served(UUID hub, boolean more) {
    if (more) {
      hubs.remove(hub);
    } else {
      hubs.computeIfPresent(hub, (same, waiting) -> new Waiting(hub, 0, waiting.due()));
    }
  }

  /**
   * How much is left for those who come before a hub.
   *
   * @param part how much another lacks of its part
   */
  long keptFrom(UUID hub, Instant now, ToLongFunction<UUID> part) {
    return before(hub).mapToLong(each -> each.kept(now, part.applyAsLong(each.hub()))).sum();
  }

  /** Whether somebody who comes before a hub should be here any moment. */
  boolean isTurnOfAnother(UUID hub, Instant now) {
    return before(hub).anyMatch(each -> each.isDue(now));
  }

  private Stream<Waiting> before(UUID hub) {
    return hubs.values().stream().takeWhile(each -> !each.hub().equals(hub));
  }

  /**
   * The place of a hub.
   *
   * @param need what it needs at least; 0 when it waits for nothing just now
   * @param due when it was told to ask again, in milliseconds of the epoch
   */
  record Waiting(UUID hub, long need, long due) {
    private boolean isDue(Instant now) {
      return need > 0 && now.toEpochMilli() >= due && !isOver(now);
    }

    private boolean isOver(Instant now) {
      return now.toEpochMilli() > due + PATIENCE.toMillis();
    }

    private long kept(Instant now, long part) {
      if (need == 0 || isOver(now)) {
        return 0;
      }
      return isDue(now) ? Math.max(need, part) : need;
    }
  }
}
