// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.Secret;
import org.parley.api.bus.BusRecord;
import org.parley.api.security.Vault;
import org.parley.profiling.internal.AnswerBook;
import org.parley.profiling.internal.Desk;
import org.parley.profiling.internal.Identities;
import org.parley.profiling.internal.Intake;
import org.parley.profiling.internal.JoinInteractions;
import org.parley.profiling.internal.ReadProfiles;
import org.parley.profiling.internal.ReadTimeline;
import org.parley.profiling.internal.Seal;
import org.parley.testkit.RecordingBus;
import org.parley.testkit.TestStore;
import org.parley.web.internal.interactions.InteractionsResource;
import org.parley.web.internal.rest.ApiServer;

/** The operations over the real profiling room and a real database. */
class ProfilesResourceTest {
  private static final String ADA = "{\"kind\":\"email\",\"value\":\"Ada@Example.org\"}";
  private static final String BOB = "{\"kind\":\"email\",\"value\":\"bob@example.org\"}";
  private static final RecordingBus BUS = new RecordingBus();
  private static TestStore store;
  private static ApiServer server;
  private static JoinInteractions reader;

  @BeforeAll
  static void start() throws Exception {
    store = TestStore.open(TestStore.Kind.DERBY, "profiling");
    Seal seal = new Seal(new OpenVault());
    Identities identities = new Identities(seal);
    reader = new JoinInteractions(store.store(), identities, BUS);
    Desk desk = new Desk(store.store(), BUS, identities);
    server =
        new ApiServer(
            List.of(),
            new InteractionsResource(new Intake(BUS, identities)),
            new ProfilesResource(
                new ReadProfiles(store.store(), identities), desk, new ReadTimeline(store.store())),
            new ConsentsResource(new AnswerBook(store.store(), BUS, identities, seal)),
            new SuggestionsResource(desk));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    store.close();
  }

  /** Whoever changes people takes the turn, so that the room does not go by what it remembers. */
  @BeforeEach
  void empty() {
    store.empty();
    store
        .store()
        .inTransaction(tx -> tx.sql("UPDATE profiling_turn SET taken = taken + 1").update());
    BUS.clear();
  }

  @Test
  void findsWhomInteractionsTellOf() throws Exception {
    var accepted =
        hand(
            "{\"type\":\"page.viewed\",\"identifiers\":[{\"kind\":\"visitor\",\"value\":\"v1\"}]}");
    hand(
        "{\"type\":\"form.confirmed\",\"identifiers\":[%s,%s],\"data\":{\"profile\":{\"name\":\"Ada\"},\"n\":{\"x\":1.5e3}}}"
            .formatted(ADA, "{\"kind\":\"visitor\",\"value\":\"v1\"}"));

    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(accepted.body()).isEqualTo("{\"accepted\":1}");
    String found = server.get("/profiles?identifier=email:ada@example.org").body();
    assertThat(found)
        .contains("\"state\":\"identified\"", "\"mergedFrom\":[]", "\"name\":\"Ada\"")
        .contains("{\"kind\":\"email\",\"value\":\"ada@example.org\",\"verified\":true}");
    assertThat(server.get("/profiles?identifier=visitor:v1").body()).isEqualTo(found);
    assertThat(server.get("/profiles/" + id(found)).body()).contains("\"attributes\":{");
    assertThat(server.get("/profiles/" + id(found) + "/timeline").body())
        .contains("page.viewed", "form.confirmed", "\"n.x\":\"1500\"", "\"channel\":\"web\"");
    assertThat(server.get("/profiles?identifier=email:nobody@example.org").body())
        .isEqualTo("{\"items\":[]}");
  }

  @Test
  void storesARepeatedInteractionOnce() throws Exception {
    String one =
        "{\"id\":\"order-7\",\"type\":\"purchase.made\",\"identifiers\":[%s]}".formatted(ADA);
    var accepted = hand(one + "," + one);

    assertThat(accepted.body()).isEqualTo("{\"accepted\":2}");
    String timeline = server.get("/profiles/" + known(ADA, "ada@example.org") + "/timeline").body();
    assertThat(timeline.split("purchase.made", -1)).hasSize(2);
  }

  @Test
  void refusesAllAndNamesEveryBadField() throws Exception {
    var refused =
        hand(
            """
            {"type": "purchase.made", "identifiers": [%s]},
            {"type": "no type!", "at": "soon", "x": 1, "identifiers": [
              {"kind": "shoe", "value": "44"}, {"kind": "email"}], "data": {"a": null}}
            """
                .formatted(ADA));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(pointers(refused))
        .containsExactlyInAnyOrder(
            "#/interactions/1/type",
            "#/interactions/1/at",
            "#/interactions/1/x",
            "#/interactions/1/identifiers/0/kind",
            "#/interactions/1/identifiers/1/value",
            "#/interactions/1/data/a");

    var junk =
        hand(
            """
            {"type": "click.recorded", "identifiers": [
              {"kind": "email", "value": "null"}, {"kind": "handle", "value": "@ada"}]}
            """);
    assertThat(pointers(junk))
        .containsExactlyInAnyOrder(
            "#/interactions/0/type",
            "#/interactions/0/identifiers/0/value",
            "#/interactions/0/identifiers/1/network");
    assertThat(server.call("POST", "/interactions", "{\"interactions\":[]}").statusCode())
        .isEqualTo(422);
    assertThat(BUS.records()).isEmpty();
    assertThat(server.get("/profiles").body()).isEqualTo("{\"items\":[]}");
  }

  @Test
  void mergesAndUndoes() throws Exception {
    String ada = known(ADA, "ada@example.org");
    String bob = known(BOB, "bob@example.org");
    var merged = server.call("POST", "/profiles/" + ada + "/merges", "{\"other\":\"" + bob + "\"}");

    assertThat(merged.statusCode()).isEqualTo(201);
    String location = merged.headers().firstValue("Location").orElseThrow().substring(7);
    assertThat(location).isEqualTo("/profiles/" + ada + "/merges/" + id(merged.body()));
    assertThat(server.get(location).body()).isEqualTo(merged.body());
    assertThat(server.get("/profiles/" + bob).body())
        .contains("\"id\":\"" + ada + "\"", "\"mergedFrom\":[\"" + bob + "\"]");
    assertThat(server.get("/profiles?identifier=email:bob@example.org").body())
        .contains("\"id\":\"" + ada + "\"");

    assertThat(server.call("DELETE", location, "").statusCode()).isEqualTo(204);
    assertThat(server.call("DELETE", location, "").statusCode()).isEqualTo(409);
    assertThat(server.get("/profiles/" + bob).body()).contains("\"id\":\"" + bob + "\"");
    assertThat(server.get("/profiles/" + ada).body()).contains("\"mergedFrom\":[]");
    assertThat(server.get("/profiles/" + ada + "/merges").body()).contains("undoneAt");
  }

  @Test
  void refusesMergesThatCannotBe() throws Exception {
    String ada = known(ADA, "ada@example.org");
    String none = "0195a000-0000-7000-8000-000000000001";

    assertThat(merge(ada, "{\"other\":\"" + ada + "\"}").statusCode()).isEqualTo(422);
    assertThat(merge(ada, "{\"other\":\"" + none + "\"}").statusCode()).isEqualTo(404);
    assertThat(merge(none, "{\"other\":\"" + ada + "\"}").statusCode()).isEqualTo(404);
    assertThat(pointers(merge(ada, "{\"others\":1}")))
        .containsExactlyInAnyOrder("#/other", "#/others");
    assertThat(server.call("DELETE", "/profiles/" + ada + "/merges/x", "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void notesConsentWithItsEvidence() throws Exception {
    String ada = known(ADA, "ada@example.org");
    var noted =
        server.call(
            "POST",
            "/profiles/" + ada + "/consents",
            "{\"purpose\":\"newsletter\",\"given\":true,\"evidence\":\"<b>Said</b> so\"}");

    assertThat(noted.statusCode()).isEqualTo(201);
    assertThat(server.get("/profiles/" + ada + "/consents").body())
        .contains("\"purpose\":\"newsletter\",\"given\":true,\"since\"", "\"intact\":true")
        .contains(noted.body());
    assertThat(
            pointers(
                server.call(
                    "POST",
                    "/profiles/" + ada + "/consents",
                    "{\"purpose\":\"No\",\"given\":\"yes\",\"basis\":\"none\"}")))
        .containsExactlyInAnyOrder("#/purpose", "#/given", "#/basis", "#/evidence");
  }

  @Test
  void asksAPersonAboutWhoSharesABrowser() throws Exception {
    String browser = "{\"kind\":\"visitor\",\"value\":\"family\"}";
    hand("{\"type\":\"form.confirmed\",\"identifiers\":[" + ADA + "," + browser + "]}");
    hand("{\"type\":\"form.confirmed\",\"identifiers\":[" + BOB + "," + browser + "]}");
    String open = server.get("/merge-suggestions").body();

    assertThat(open).contains("same browser");
    assertThat(server.call("DELETE", "/merge-suggestions/" + id(open), "").statusCode())
        .isEqualTo(204);
    assertThat(server.get("/merge-suggestions").body()).isEqualTo("{\"items\":[]}");
    assertThat(
            server.call("POST", "/merge-suggestions/" + id(open) + "/acceptance", "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void exportsAndErases() throws Exception {
    String ada = known(ADA, "ada@example.org");
    assertThat(server.get("/profiles/" + ada + "/export").body()).contains("ada@example.org");

    assertThat(server.call("DELETE", "/profiles/" + ada, "").statusCode()).isEqualTo(204);
    assertThat(server.get("/profiles/" + ada).statusCode()).isEqualTo(404);
    assertThat(server.get("/profiles/" + ada + "/timeline").statusCode()).isEqualTo(404);
    assertThat(server.get("/profiles/" + ada + "/consents").statusCode()).isEqualTo(404);
    assertThat(server.get("/profiles?search=ada").body()).isEqualTo("{\"items\":[]}");
  }

  @Test
  void saysWhoMayWhat() throws Exception {
    String ada = known(ADA, "ada@example.org");

    assertThat(server.send(server.request("/profiles/" + ada, "sales")).statusCode())
        .isEqualTo(200);
    assertThat(server.send(server.request("/profiles/" + ada, "sales").DELETE()).statusCode())
        .isEqualTo(403);
    assertThat(server.send(server.request("/profiles/" + ada + "/export", "sales")).statusCode())
        .isEqualTo(403);
    assertThat(server.get("/profiles/nobody").statusCode()).isEqualTo(404);
    assertThat(server.get("/profiles?identifier=ada").statusCode()).isEqualTo(400);
    assertThat(server.get("/profiles?state=lost").statusCode()).isEqualTo(400);
  }

  /** Hands interactions in and lets the room read what came of it. */
  private static HttpResponse<String> hand(String interactions) throws Exception {
    int before = BUS.records().size();
    var answer = server.call("POST", "/interactions", "{\"interactions\":[" + interactions + "]}");
    for (BusRecord record : BUS.records().subList(before, BUS.records().size())) {
      store
          .store()
          .inTransaction(
              tx -> {
                reader.read(tx, record);
                return true;
              });
    }
    return answer;
  }

  private static String known(String identifier, String email) throws Exception {
    hand("{\"type\":\"form.confirmed\",\"identifiers\":[" + identifier + "]}");
    return id(server.get("/profiles?identifier=email:" + email).body());
  }

  private static HttpResponse<String> merge(String profile, String body) throws Exception {
    return server.call("POST", "/profiles/" + profile + "/merges", body);
  }

  private static String id(String body) {
    return Pattern.compile("\"id\":\"([^\"]+)\"")
        .matcher(body)
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }

  private static List<String> pointers(HttpResponse<String> refused) {
    return Pattern.compile("\"pointer\":\"([^\"]+)\"")
        .matcher(refused.body())
        .results()
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  private static final class OpenVault implements Vault {
    private final Map<String, Secret> secrets = new ConcurrentHashMap<>();

    @Override
    public Optional<Secret> find(String name) {
      return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public void put(String name, Secret secret) {
      secrets.put(name, secret);
    }

    @Override
    public void forget(String name) {
      secrets.remove(name);
    }

    @Override
    public int rotate() {
      return 0;
    }
  }
}
