// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.parley.demo.Cast;

/** Holds what the hub and the systems outside it have against what was acknowledged. */
final class Reconciliation {
  private static final long WON_MINOR = 48_000;

  private final HubProgram hub;
  private final HubProgram sandbox;
  private final Ledger ledger;

  /**
   * @param sandbox the other side, asked by its own pages
   */
  Reconciliation(HubProgram hub, HubProgram sandbox, Ledger ledger) {
    this.hub = hub;
    this.sandbox = sandbox;
    this.ledger = ledger;
  }

  /** Waits until nothing is under way on the bus any more. */
  void awaitRest() {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              List<JsonNode> busy =
                  hub.all("bus/groups").stream()
                      .filter(
                          group -> group.path("lag").asLong() + group.path("waiting").asLong() > 0)
                      .toList();
              assertThat(busy).isEmpty();
              assertThat(hub.all("bus/parked")).isEmpty();
            });
  }

  /** All that a program was told is made can be read, once. */
  void holdsWhatWasMade() {
    Map<String, Set<String>> listed = new HashMap<>();
    for (String made : ledger.made()) {
      String listing = made.replaceFirst(".*/api/v1/", "").replaceFirst("/.*", "");
      Set<String> there = listed.computeIfAbsent(listing, this::names);
      assertThat(there).as(made).contains(made.replaceFirst(".*/", ""));
    }
  }

  private Set<String> names(String listing) {
    Set<String> names = new HashSet<>();
    for (JsonNode item : hub.all(listing)) {
      names.add(item.path("id").asText());
      names.add(item.path("slug").asText());
    }
    return names;
  }

  /**
   * Of each link: people's clicks that were answered with a redirect were counted, robots' are told
   * apart, and beyond them at most those are counted that a kill left without an answer.
   */
  void countsEveryClick() {
    ledger
        .people()
        .forEach(
            (slug, clicks) -> {
              JsonNode counted = hub.get("links/" + slug).path("clicks");
              assertThat(counted.path("total").asLong())
                  .as("people on /%s: %s", slug, clicks)
                  .matches(clicks::allow);
              assertThat(counted.path("robots").asLong())
                  .as("robots on /%s: %s", slug, ledger.robots(slug))
                  .matches(ledger.robots(slug)::allow);
            });
  }

  /** Each round's link, purchases and visits are there once, however often they were sent. */
  void holdsTraffic(int rounds) {
    Map<String, Long> titles =
        hub.all("links").stream()
            .map(link -> link.path("title").asText())
            .filter(title -> title.startsWith("Traffic"))
            .collect(Collectors.groupingBy(title -> title, Collectors.counting()));
    assertThat(titles)
        .isEqualTo(
            IntStream.range(0, rounds)
                .mapToObj(Traffic::title)
                .collect(Collectors.toMap(title -> title, title -> 1L)));
    for (int round = 0; round < rounds; round++) {
      assertThat(timeline("email:" + Traffic.buyer(round))).hasSize(Traffic.PURCHASES);
      List<JsonNode> seen = timeline("visitor:" + Traffic.visitor(round));
      seen.removeIf(entry -> !entry.path("type").asText().equals("page.viewed"));
      assertThat(count(seen, "/data/title"))
          .as("what was reported of round %d", round)
          .isEqualTo(Traffic.pages(round));
    }
  }

  private List<JsonNode> timeline(String identifier) {
    List<JsonNode> known = hub.all("profiles?identifier=" + identifier);
    assertThat(known).as(identifier).hasSize(1);
    return hub.all("profiles/" + known.get(0).path("id").asText() + "/timeline");
  }

  /** Each dialogue has one message, one post, two leads and one sale, here and outside. */
  void holdsDialogues(int dialogues) {
    Map<String, Long> titles =
        IntStream.range(0, dialogues)
            .mapToObj(number -> new Cast(number).title())
            .collect(Collectors.toMap(title -> title, title -> 1L));
    JsonNode campaign = hub.all("campaigns").get(0);
    assertThat(count(hub.all("messages"), "/title")).isEqualTo(titles);
    assertThat(hub.all("posts"))
        .hasSize(dialogues)
        .allMatch(post -> post.path("state").asText().equals("published"));
    assertThat(count(sandbox.items("network/posts.json"), "/content/title")).isEqualTo(titles);
    List<JsonNode> leads = hub.all("leads");
    assertThat(count(leads, "/profile")).hasSize(2 * dialogues).hasSize(leads.size());
    assertThat(leads.stream().filter(lead -> lead.path("stage").asText().equals("won")))
        .hasSize(dialogues);
    assertThat(count(sandbox.items("crm/leads.json"), "/content/lead"))
        .as("each was assigned once and came once, under whatever key")
        .isEqualTo(count(leads, "/id"));
    JsonNode total = hub.get("reports/campaigns/" + campaign.path("id").asText()).path("total");
    assertThat(total.at("/figures/posts").asInt()).as("%s", total).isEqualTo(dialogues);
    assertThat(total.at("/figures/leads").asInt()).as("%s", total).isEqualTo(dialogues);
    assertThat(total.at("/figures/won").asInt()).as("%s", total).isEqualTo(dialogues);
    assertThat(total.at("/revenue/0/minor").asLong()).isEqualTo(dialogues * WON_MINOR);
  }

  /**
   * Mail has neither a key nor a read-back: each was sent once, and once more at most for each time
   * that the hub has shown it as unclear and a person had it sent again.
   */
  void holdsMail(SmtpMailbox mailbox, Map<String, Integer> window) {
    mailbox
        .arrived()
        .forEach(
            (mail, times) ->
                assertThat(times)
                    .as("mail %s", mail)
                    .isLessThanOrEqualTo(1L + window.getOrDefault(mail, 0)));
    long mails = 0;
    for (JsonNode message : hub.all("messages")) {
      JsonNode mailing = hub.get("messages/" + message.path("id").asText()).path("mailing");
      assertThat(mailing.path("sent").asLong())
          .as("%s", mailing)
          .isEqualTo(mailing.path("requested").asLong());
      assertThat(mailbox.arrivedAbout(message.path("title").asText()))
          .as("%s", mailing)
          .isEqualTo(mailing.path("requested").asLong());
      mails += mailing.path("requested").asLong();
    }
    assertThat(mails).isPositive();
  }

  private static Map<String, Long> count(List<JsonNode> items, String pointer) {
    return items.stream()
        .collect(Collectors.groupingBy(item -> item.at(pointer).asText(), Collectors.counting()));
  }
}
