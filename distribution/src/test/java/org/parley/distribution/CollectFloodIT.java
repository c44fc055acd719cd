// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More is handed in than a hub with a short queue can write: it says so and drops nothing. */
class CollectFloodIT {
  private static final int SENDERS = 16;
  private static final int EVENTS = 20;
  private static final int PEOPLE = 40;
  private static final int REFUSALS = 20;
  private static final int MOST_REQUESTS = 2_000;

  /** What was answered with 202, by person; and what was answered at all. */
  private final Map<Integer, Set<String>> accepted = new ConcurrentHashMap<>();

  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  @Test
  void refusesWhatItCannotTakeAndKeepsWhatItTook(@TempDir Path folder) throws Exception {
    Path conf = Files.createDirectories(folder.resolve("home/conf"));
    Files.writeString(conf.resolve("org.parley.bus.cfg"), "queue.bytes = 10000\n");
    try (ServedHub hub = new ServedHub(folder, Map.of())) {
      flood(hub);

      assertThat(refused).hasValueGreaterThanOrEqualTo(REFUSALS);
      assertThat(accepted).isNotEmpty();
      accepted.forEach(
          (person, events) ->
              await("person " + person)
                  .atMost(Duration.ofSeconds(60))
                  .untilAsserted(
                      () ->
                          assertThat(timeline(hub, person))
                              .containsExactlyInAnyOrderElementsOf(events)));
    }
  }

  private void flood(ServedHub hub) throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    try {
      List<Callable<Boolean>> work =
          IntStream.range(0, SENDERS).<Callable<Boolean>>mapToObj(any -> () -> send(hub)).toList();
      for (Future<Boolean> sent : senders.invokeAll(work)) {
        sent.get();
      }
    } finally {
      senders.shutdownNow();
    }
  }

  private boolean send(ServedHub hub) {
    int request = requests.incrementAndGet();
    while (refused.get() < REFUSALS && request <= MOST_REQUESTS) {
      int person = request % PEOPLE;
      int first = request * EVENTS;
      List<String> events =
          IntStream.range(first, first + EVENTS).mapToObj(Integer::toString).toList();
      HttpResponse<String> answer = hub.send("POST", "/interactions", body(person, events));
      if (answer.statusCode() == 503) {
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        refused.incrementAndGet();
      } else {
        assertThat(answer.statusCode()).isEqualTo(202);
        accepted.computeIfAbsent(person, any -> ConcurrentHashMap.newKeySet()).addAll(events);
      }
      request = requests.incrementAndGet();
    }
    return true;
  }

  private static Map<String, Object> body(int person, List<String> events) {
    return Map.of(
        "interactions",
        events.stream()
            .map(
                event ->
                    Map.of(
                        "type",
                        "page.viewed",
                        "identifiers",
                        List.of(Map.of("kind", "crm", "value", "flood-" + person)),
                        "data",
                        Map.of("nr", event)))
            .toList());
  }

  /** The numbers of all that a person did, one as often as it is there. */
  private static List<String> timeline(ServedHub hub, int person) {
    List<JsonNode> found = hub.items("/profiles?identifier=crm:flood-" + person);
    assertThat(found).hasSize(1);
    String path = "/profiles/" + found.get(0).path("id").asText() + "/timeline?limit=200";
    List<JsonNode> entries = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = hub.json(hub.get(path + cursor));
      page.path("items").forEach(entries::add);
      cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    return entries.stream()
        .map(entry -> entry.path("data").path("nr").asText())
        .collect(Collectors.toList());
  }
}
