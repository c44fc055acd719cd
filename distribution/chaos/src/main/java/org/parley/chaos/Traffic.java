// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.parley.demo.Manners;
import org.parley.demo.Web;

/**
 * What else a hub is asked for beside the dialogue: programs make links and hand in interactions,
 * browsers follow links and report what they have seen.
 */
final class Traffic implements Runnable {
  static final int PURCHASES = 3;
  private static final int PAGES = 3;
  private static final String PERSON =
      "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";
  private static final String ROBOT =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

  private final HubProgram program;
  private final Manners manners;
  private final AtomicInteger rounds = new AtomicInteger();
  private volatile boolean last;

  Traffic(HubProgram program, Manners manners) {
    this.program = program;
    this.manners = manners;
  }

  /** By as many threads as there shall be at once. */
  @Override
  public void run() {
    while (!last) {
      round(rounds.getAndIncrement());
    }
  }

  /** The rounds that are under way are the last. */
  void end() {
    last = true;
  }

  /** How many rounds were begun; acknowledged from begin to end once all threads are through. */
  int rounds() {
    return rounds.get();
  }

  static String title(int round) {
    return "Traffic " + round + ".";
  }

  static String buyer(int round) {
    return "buyer." + round + "@example.org";
  }

  private void round(int round) {
    JsonNode link =
        program.post(
            "links",
            Map.of("target", "https://fernandfield.example/" + round, "title", title(round)));
    URI address = program.page("/" + link.path("slug").asText());
    Web.location(Web.browser(manners, PERSON).open(address));
    Web.location(Web.browser(manners, ROBOT).open(address));
    Web.browser(manners, PERSON).post(program.page("/t"), visit(round));
    program.post("interactions", Map.of("interactions", purchases(round)));
  }

  /** The key under which the browser of a round is remembered. */
  static String visitor(int round) {
    return "visitor-of-round-%06d".formatted(round);
  }

  /** The titles of the pages that were seen in a round, each once. */
  static Map<String, Long> pages(int round) {
    return IntStream.range(0, PAGES)
        .boxed()
        .collect(Collectors.toMap(page -> "Page " + round + "." + page, page -> 1L));
  }

  private static Map<String, Object> visit(int round) {
    List<Map<String, Object>> events =
        pages(round).keySet().stream()
            .<Map<String, Object>>map(
                title ->
                    Map.of(
                        "id",
                        title,
                        "type",
                        "page.viewed",
                        "url",
                        "https://fernandfield.example/" + round,
                        "title",
                        title))
            .toList();
    return Map.of(
        "events",
        events,
        "consent",
        "key",
        "evidence",
        "Banner 1: Remember me on this site, pressed",
        "visitor",
        visitor(round));
  }

  private static List<Map<String, Object>> purchases(int round) {
    return IntStream.range(0, PURCHASES)
        .<Map<String, Object>>mapToObj(
            number ->
                Map.of(
                    "id",
                        UUID.nameUUIDFromBytes(
                                (round + "." + number)
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .toString(),
                    "type", "purchase.made",
                    "identifiers", List.of(Map.of("kind", "email", "value", buyer(round)))))
        .toList();
  }
}
