// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

class HubSpotRouteTest {
  private static final UUID LEAD = new UUID(3, 4);

  private final TrialHub hub = new TrialHub();
  private final FaultServer hubspot = new FaultServer().otherwise(HubSpotRouteTest::answer);
  private UUID account = new UUID(0, 0);

  @BeforeEach
  void connect() {
    account =
        hub.connect(
            Manifests.read(PicturesAtHand.none(), hubspot.address()), Map.of("token", "pat-1"));
    await().atMost(Duration.ofSeconds(10)).until(() -> asked("/search").size() >= 2);
  }

  @AfterEach
  void close() {
    hub.close();
    hubspot.close();
  }

  private static Answer answer(Request request) {
    if (request.path().endsWith("/batch/upsert")) {
      return Answer.of(
          200, "{\"status\":\"COMPLETE\",\"results\":[{\"id\":\"512\",\"new\":true}]}");
    }
    if (request.path().endsWith("/search")) {
      return request.body().contains("\"after\":\"100\"")
          ? Answer.of(200, "{\"total\":2,\"results\":[" + contact("2", "UNQUALIFIED") + "]}")
          : Answer.of(
              200,
              "{\"total\":2,\"results\":["
                  + contact("1", "IN_PROGRESS")
                  + ","
                  + contact("3", "SOMETHING_ELSE")
                  + ","
                  + contact("4", "IN_PROGRESS").replace(LEAD.toString(), "Met at the fair")
                  + "],\"paging\":{\"next\":{\"after\":\"100\"}}}");
    }
    return Answer.of(200, "{\"label\":\"Parley lead\"}");
  }

  private static String contact(String id, String status) {
    return """
    {"id":"%s","properties":{"parley_lead":"%s","hs_lead_status":"%s","hubspot_owner_id":"77",
     "lifecyclestage":"lead","lastmodifieddate":"2026-03-01T09:0%s:00.123Z"}}"""
        .formatted(id, LEAD, status, id);
  }

  private List<Request> asked(String end) {
    return hubspot.requests().stream().filter(each -> each.path().endsWith(end)).toList();
  }

  @Test
  void handsALeadOverUnderItsAddressAndOurKey() throws Exception {
    BusRecord lead = Samples.lead(account, "hubspot");

    hub.deliver(lead).get(10, TimeUnit.SECONDS);

    assertThat(asked("/batch/upsert"))
        .singleElement()
        .satisfies(
            sent ->
                assertThat(sent.body())
                    .contains("\"idProperty\":\"email\"", "\"id\":\"ada@example.org\"")
                    .contains("\"parley_lead\":\"" + lead.subject() + "\"")
                    .contains("O'Brien"));
    assertThat(hub.bus().data(CrmSynced.class))
        .singleElement()
        .satisfies(synced -> assertThat(synced.remoteId()).isEqualTo("512"));
  }

  @Test
  void takesAPartOf207ForARefusal() throws Exception {
    hubspot.then(
        Answer.of(
            207,
            "{\"status\":\"COMPLETE\",\"results\":[],\"numErrors\":1,"
                + "\"errors\":[{\"message\":\"no such property\"}]}"));

    Throwable failure =
        hub.deliver(Samples.lead(account, "hubspot"))
            .handle((done, failed) -> failed)
            .get(10, TimeUnit.SECONDS);

    assertThat(failure).hasStackTraceContaining("HubSpot refused the contact, no such property");
    assertThat(hub.bus().data(CrmSynced.class)).isEmpty();
  }

  @Test
  void readsChangesPageByPage() {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(hub.bus().data(CrmChanged.class))
                    .extracting(CrmChanged::status)
                    .containsExactly(CrmChanged.Status.ACCEPTED, CrmChanged.Status.REJECTED));
    assertThat(asked("/search").get(0).body())
        .containsPattern("\"value\":\"\\d{13}\"")
        .doesNotContain("\"after\"");
    assertThat(asked("/search").get(1).body()).contains("\"after\":\"100\"");
  }
}
