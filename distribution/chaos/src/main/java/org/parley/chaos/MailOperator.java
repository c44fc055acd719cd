// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The person who decides what becomes of mail that may or may not have gone out: it is sent once
 * more.
 */
final class MailOperator implements Runnable {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final HubProgram program;
  private final Map<String, Set<String>> window = new ConcurrentHashMap<>();
  private volatile boolean ended;

  MailOperator(HubProgram program) {
    this.program = program;
  }

  @Override
  public void run() {
    while (!ended) {
      look();
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  void end() {
    ended = true;
  }

  void look() {
    for (JsonNode parked : program.all("bus/parked")) {
      boolean unclear = parked.path("reason").asText().startsWith("May or may not");
      if (unclear && parked.path("record").path("type").asText().equals("mail.requested")) {
        String mail = parked.path("record").path("subject").asText();
        window
            .computeIfAbsent(mail, first -> ConcurrentHashMap.newKeySet())
            .add(parked.path("parkedAt").asText());
        program.replay(parked);
      }
    }
  }

  /** How often the hub has shown a mail as unclear, by its id. */
  Map<String, Integer> window() {
    Map<String, Integer> times = new TreeMap<>();
    window.forEach((mail, parked) -> times.put(mail, parked.size()));
    return times;
  }
}
