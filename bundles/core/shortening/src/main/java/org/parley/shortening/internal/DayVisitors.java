// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.Arrivals.Part;

/**
 * Who came on one day, as far as memory holds it. Memory only follows what stands in the table,
 * whoever wrote that, and is thrown away after a rollback: so neither that nor a change of the
 * counting hub can make it wrong. Who finds no place in memory has a row of their own.
 *
 * <p>A link and its visitor are one hash of 64 bits. That any two of three million share one, and
 * so count as one, has a chance of one in four million.
 */
final class DayVisitors {
  private final long day;
  private final int mostInMemory;
  private final LongSet seen = new LongSet();
  private Part last = Part.NONE;

  DayVisitors(long day, int mostInMemory) {
    this.day = day;
    this.mostInMemory = mostInMemory;
  }

  /** A link that was followed, and the day's key of the visitor who did. */
  record Arrival(UUID link, String dailyKey) {
    long hash() {
      long hash = 0xcbf29ce484222325L ^ link.getMostSignificantBits();
      hash = mixed(hash) ^ link.getLeastSignificantBits();
      for (int at = 0; at < dailyKey.length(); at++) {
        hash = (hash ^ dailyKey.charAt(at)) * 0x100000001b3L;
      }
      return mixed(hash);
    }

    private static long mixed(long bits) {
      long hash = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
      hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
      return hash ^ (hash >>> 33);
    }
  }

  /** Those who come for the first time that day; remembers them as part of the transaction. */
  List<Arrival> firsts(Transaction tx, Iterable<Arrival> arrivals) {
    follow(tx);
    Map<Long, Arrival> fresh = new LinkedHashMap<>();
    for (Arrival arrival : arrivals) {
      long hash = arrival.hash();
      if (!seen.contains(hash)) {
        fresh.putIfAbsent(hash, arrival);
      }
    }
    int free = Math.max(0, mostInMemory - seen.size());
    List<Long> kept = fresh.keySet().stream().limit(free).toList();
    List<Arrival> firsts = new ArrayList<>();
    kept.forEach(hash -> firsts.add(fresh.remove(hash)));
    if (!kept.isEmpty()) {
      Arrivals.add(tx, day, last, kept);
    }
    fresh.values().stream()
        .filter(arrival -> RememberVisitor.in(tx, day, arrival))
        .forEach(firsts::add);
    return firsts;
  }

  private void follow(Transaction tx) {
    for (Part part : Arrivals.from(tx, day, last.number())) {
      part.visitors().forEach(seen::add);
      last = part;
    }
  }
}
