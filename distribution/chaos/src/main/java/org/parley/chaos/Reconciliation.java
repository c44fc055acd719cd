// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.parley.bench.Wait;
import org.parley.demo.Cast;

/** Holds what the hub and the systems outside it have against what was acknowledged. */
final class Reconciliation {
  private static final long WON_MINOR = 48_000;
  private static final Duration REST = Duration.ofMinutes(3);

  private final HubProgram hub;
  private final HubProgram sandbox;
  private final Ledger ledger;
  private final boolean leftInDoubt;
  private final Findings findings;

  /**
   * @param sandbox the other side, asked by its own pages
   * @param leftInDoubt whether the hub may have counted what it refused
   */
  Reconciliation(
      HubProgram hub, HubProgram sandbox, Ledger ledger, boolean leftInDoubt, Findings findings) {
    this.hub = hub;
    this.sandbox = sandbox;
    this.ledger = ledger;
    this.leftInDoubt = leftInDoubt;
    this.findings = findings;
  }

  /** Waits until nothing is under way on the bus any more. */
  void awaitRest() throws InterruptedException {
    if (!Wait.come(REST, () -> underWay().isEmpty())) {
      findings.wrong("The bus does not come to rest: " + underWay());
    }
  }

  private List<JsonNode> underWay() {
    List<JsonNode> busy = hub.all("bus/parked");
    hub.all("bus/groups").stream()
        .filter(group -> group.path("lag").asLong() + group.path("waiting").asLong() > 0)
        .forEach(busy::add);
    return busy;
  }

  /** All that a program was told is made can be read, once. */
  void holdsWhatWasMade() {
    Map<String, Set<String>> listed = new HashMap<>();
    for (String made : ledger.made()) {
      String listing = made.replaceFirst(".*/api/v1/", "").replaceFirst("/.*", "");
      Set<String> there = listed.computeIfAbsent(listing, this::names);
      findings.note(there.contains(made.replaceFirst(".*/", "")) ? 0 : -1, made);
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
   * apart, and beyond them at most those are counted that were left without an answer.
   */
  void countsEveryClick() {
    ledger
        .people()
        .forEach(
            (slug, clicks) -> {
              JsonNode counted = hub.get("links/" + slug).path("clicks");
              hold("people on /" + slug, counted.path("total").asLong(), clicks);
              hold("robots on /" + slug, counted.path("robots").asLong(), ledger.robots(slug));
            });
  }

  private void hold(String what, long counted, Ledger.Clicks clicks) {
    long surplus = clicks.surplus(counted);
    long refused = leftInDoubt && surplus > 0 ? clicks.refused(surplus) : 0;
    findings.inDoubt(refused);
    findings.note(surplus - refused, what + ": " + counted + " counted, " + clicks);
  }

  /** Each round's link, purchases and visits are there once, however often they were sent. */
  void holdsTraffic(int rounds) {
    Map<String, Long> titles =
        hub.all("links").stream()
            .map(link -> link.path("title").asText())
            .filter(title -> title.startsWith("Traffic"))
            .collect(groupingBy(title -> title, counting()));
    findings.compare("link", once(rounds, Traffic::title), titles);
    for (int round = 0; round < rounds; round++) {
      List<JsonNode> bought = timeline("email:" + Traffic.buyer(round));
      findings.compare("purchases of round " + round, Traffic.PURCHASES, bought.size());
      List<JsonNode> seen = timeline("visitor:" + Traffic.visitor(round));
      seen.removeIf(entry -> !entry.path("type").asText().equals("page.viewed"));
      findings.compare("visit", Traffic.pages(round), count(seen, "/data/title"));
    }
  }

  private List<JsonNode> timeline(String identifier) {
    List<JsonNode> known = hub.all("profiles?identifier=" + identifier);
    findings.compare("profile of " + identifier, 1, known.size());
    return known.isEmpty()
        ? known
        : hub.all("profiles/" + known.get(0).path("id").asText() + "/timeline");
  }

  /** Each dialogue has one message, one post, two leads and one sale, here and outside. */
  void holdsDialogues(int dialogues) {
    Map<String, Long> titles = once(dialogues, number -> new Cast(number).title());
    String campaign = campaign();
    findings.compare("message", titles, count(of(campaign, hub.all("messages")), "/title"));
    List<JsonNode> posts = of(campaign, hub.all("posts"));
    findings.compare("posts", dialogues, posts.size());
    findings.compare("posts published", dialogues, countOf(posts, "state", "published"));
    findings.compare(
        "on the network,", titles, count(sandbox.items("network/posts.json"), "/content/title"));
    List<JsonNode> leads = leads();
    findings.compare("leads", 2L * dialogues, leads.size());
    findings.compare("profiles with leads", leads.size(), count(leads, "/profile").size());
    findings.compare("leads won", dialogues, countOf(leads, "stage", "won"));
    findings.compare(
        "in the CRM, lead",
        count(leads, "/id"),
        count(sandbox.items("crm/leads.json"), "/content/lead"));
    holdsFigures(dialogues, campaign);
  }

  /** But that of the CRM that calls. */
  private List<JsonNode> leads() {
    return hub.all("leads").stream()
        .filter(lead -> !lead.path("owner").asText().equals(CallingCrm.OWNER))
        .toList();
  }

  /** The dialogue's; a fault may have one of its own, which it holds itself. */
  private String campaign() {
    return hub.all("campaigns").stream()
        .filter(each -> each.path("name").asText().equals(Cast.CAMPAIGN))
        .findFirst()
        .orElseThrow(() -> new ChaosFailed("There is no campaign '" + Cast.CAMPAIGN + "'"))
        .path("id")
        .asText();
  }

  private static List<JsonNode> of(String campaign, List<JsonNode> items) {
    return items.stream().filter(item -> item.path("campaign").asText().equals(campaign)).toList();
  }

  private void holdsFigures(int dialogues, String campaign) {
    JsonNode total = hub.get("reports/campaigns/" + campaign).path("total");
    for (String figure : List.of("posts", "leads", "won")) {
      findings.compare(
          "reported " + figure, dialogues, total.path("figures").path(figure).asLong());
    }
    findings.compare(
        "reported revenue", dialogues * WON_MINOR, total.at("/revenue/0/minor").asLong());
  }

  /**
   * Mail has neither a key nor a read-back: each was sent once, and once more at most for each time
   * that the hub has shown it as unclear and a person had it sent again.
   */
  void holdsMail(SmtpMailbox mailbox, Map<String, Integer> window) {
    mailbox
        .arrived()
        .forEach(
            (mail, times) -> {
              long most = 1L + window.getOrDefault(mail, 0);
              findings.note(
                  Math.max(0, times - most), "mail " + mail + " came " + times + " times");
            });
    for (JsonNode message : of(campaign(), hub.all("messages"))) {
      JsonNode mailing = hub.get("messages/" + message.path("id").asText()).path("mailing");
      String title = message.path("title").asText();
      long requested = mailing.path("requested").asLong();
      findings.compare("mails sent of " + title, requested, mailing.path("sent").asLong());
      findings.compare("mails arrived of " + title, requested, mailbox.arrivedAbout(title));
    }
  }

  private static Map<String, Long> once(int number, java.util.function.IntFunction<String> name) {
    return IntStream.range(0, number).mapToObj(name).collect(toMap(each -> each, each -> 1L));
  }

  private static long countOf(List<JsonNode> items, String field, String value) {
    return items.stream().filter(item -> item.path(field).asText().equals(value)).count();
  }

  private static Map<String, Long> count(List<JsonNode> items, String pointer) {
    return items.stream().collect(groupingBy(item -> item.at(pointer).asText(), counting()));
  }
}
