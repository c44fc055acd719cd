// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.espocrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.Fault;
import org.parley.api.bus.BusRecord;
import org.parley.api.crm.CrmChanged;
import org.parley.api.crm.CrmSynced;
import org.parley.connectorkit.Manifests;
import org.parley.connectorkit.PicturesAtHand;
import org.parley.connectorkit.Samples;
import org.parley.connectorkit.TrialHub;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

class EspoCrmRouteTest {
  private static final UUID LEAD = new UUID(3, 4);
  private static final String CHANGED =
      """
      {"id":"e1","cParleyLead":"%s","status":"Converted","assignedUserName":"Grace",
      "modifiedAt":"2026-03-01 09:00:00"}
      """
          .formatted(LEAD);

  private static final String TYPED =
      CHANGED.replace(LEAD.toString(), "Met at the fair").replace("e1", "e2");

  private final TrialHub hub = new TrialHub();
  private final FaultServer espo = new FaultServer().otherwise(EspoCrmRouteTest::empty);
  private UUID account = new UUID(0, 0);

  @BeforeEach
  void connect() {
    account =
        hub.connect(
            Manifests.read(PicturesAtHand.none()),
            Map.of("address", espo.address() + "", "key", "k3y"));
    await().atMost(Duration.ofSeconds(10)).until(() -> !asked("GET", "modifiedAt").isEmpty());
  }

  @AfterEach
  void close() {
    hub.close();
    espo.close();
  }

  /** One that knows nobody and makes everybody. */
  private static Answer empty(Request request) {
    if (request.path().endsWith("/App/user")) {
      return Answer.of(200, "{\"user\":{\"userName\":\"parley\"}}");
    }
    if (request.path().contains("modifiedAt")) {
      return Answer.of(200, "{\"total\":1,\"list\":[" + TYPED + "," + CHANGED + "]}");
    }
    return switch (request.method()) {
      case "GET" -> Answer.of(200, "{\"total\":0,\"list\":[]}");
      case "POST" -> Answer.of(200, "{\"id\":\"new1\"}");
      default ->
          Answer.of(200, "{\"id\":\"%s\"}".formatted(request.path().replaceFirst(".*/", "")));
    };
  }

  private List<Request> asked(String method, String part) {
    return espo.requests().stream()
        .filter(each -> each.method().equals(method) && each.path().contains(part))
        .toList();
  }

  @Test
  void makesALeadThatNobodyKnows() throws Exception {
    BusRecord lead = Samples.lead(account, "espocrm");

    hub.deliver(lead).get(10, TimeUnit.SECONDS);

    assertThat(asked("GET", "where%5B0%5D%5Btype%5D=equals"))
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.headers()).containsEntry("x-api-key", "k3y");
              assertThat(sent.path()).contains(lead.subject());
            });
    assertThat(asked("POST", "/api/v1/Lead"))
        .singleElement()
        .satisfies(
            sent ->
                assertThat(sent.body())
                    .contains("\"cParleyLead\":\"" + lead.subject() + "\"", "O'Brien"));
    assertThat(asked("PUT", "")).isEmpty();
    assertThat(synced()).isEqualTo("new1");
  }

  @Test
  void changesTheOneThatBearsOurKey() throws Exception {
    espo.otherwise(
        request ->
            request.path().contains("where%5B0%5D%5Btype%5D=equals")
                ? Answer.of(200, "{\"total\":1,\"list\":[{\"id\":\"old1\"}]}")
                : empty(request));

    hub.deliver(Samples.lead(account, "espocrm")).get(10, TimeUnit.SECONDS);

    assertThat(asked("POST", "")).isEmpty();
    assertThat(asked("PUT", "/api/v1/Lead/old1")).hasSize(1);
    assertThat(synced()).isEqualTo("old1");
  }

  @Test
  void adoptsTheDuplicateThatItIsTold() throws Exception {
    espo.otherwise(
        request ->
            request.method().equals("POST")
                ? Answer.of(409, "[{\"id\":\"twin1\",\"name\":\"Ada\"}]")
                : empty(request));

    hub.deliver(Samples.lead(account, "espocrm")).get(10, TimeUnit.SECONDS);

    assertThat(asked("PUT", "/api/v1/Lead/twin1")).hasSize(1);
    assertThat(synced()).isEqualTo("twin1");
  }

  @Test
  void makesNothingWhereTheListIsGone() throws Exception {
    espo.otherwise(
        request ->
            request.path().contains("where%5B0%5D%5Btype%5D=equals")
                ? Answer.of(200, "{\"renamed\":[]}")
                : empty(request));

    hub.deliver(Samples.lead(account, "espocrm"))
        .handle((done, failure) -> failure)
        .get(10, TimeUnit.SECONDS);

    assertThat(asked("POST", "")).isEmpty();
    assertThat(hub.bus().data(CrmSynced.class)).isEmpty();
  }

  @Test
  void readsWhatBecameOfLeads() {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(hub.bus().data(CrmChanged.class))
                    .singleElement()
                    .satisfies(
                        changed -> {
                          assertThat(changed.lead()).isEqualTo(LEAD);
                          assertThat(changed.status()).isEqualTo(CrmChanged.Status.WON);
                          assertThat(changed.owner()).contains("Grace");
                          assertThat(changed.at()).isEqualTo("2026-03-01T09:00:00Z");
                        }));
    assertThat(URI.create(asked("GET", "modifiedAt").get(0).path()).getQuery())
        .contains("where[1][value]=20");
  }

  @Test
  void asksNothingAtAPaceWithoutEnd() {
    UUID restless =
        hub.connect(
            Manifests.read(PicturesAtHand.none()),
            Map.of("address", espo.address() + "", "key", "k3y", "pace", "PT0S"));

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(hub.account(restless).fault()).contains(Fault.SETTINGS));
    assertThat(hub.account(restless).statusText()).contains("every 'PT0S'");
  }

  private String synced() {
    return hub.bus().data(CrmSynced.class).get(0).remoteId();
  }
}
