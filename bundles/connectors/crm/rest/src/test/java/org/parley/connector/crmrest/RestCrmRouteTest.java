// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.crmrest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.api.InvalidInput;
import org.parley.api.Violation;
import org.parley.api.bus.BusRecord;
import org.parley.api.crm.CrmChanged;
import org.parley.api.crm.CrmSynced;
import org.parley.api.leads.LeadAssigned;
import org.parley.connectorkit.Samples;
import org.parley.connectorkit.TrialHub;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

class RestCrmRouteTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private final TrialHub hub = new TrialHub();
  private final FaultServer crm = new FaultServer();
  private UUID account = new UUID(0, 0);

  @BeforeEach
  void connect() {
    crm.otherwise(
        request -> Answer.of(200, request.body().contains("ping") ? "" : "{\"id\":4711}"));
    Map<String, Object> settings = Map.of("address", crm.address() + "/leads", "secret", SECRET);
    account = hub.connect(new RestCrm(), settings);
  }

  @AfterEach
  void close() {
    hub.close();
    crm.close();
  }

  @Test
  void triesTheConnectionWithASignedPing() throws Exception {
    Request ping = crm.requests().get(0);

    assertThat(ping.body()).isEqualTo("{\"type\":\"ping\"}");
    assertThat(ping.headers().get("webhook-signature"))
        .isEqualTo(signature(ping.headers(), ping.body()));
    assertThat(hub.account(account).statusText()).isEqualTo("Answered a ping with status 200");
  }

  @Test
  void handsOverALeadSignedAndUnderItsKey() throws Exception {
    BusRecord lead = Samples.lead(account, "crm-rest");

    hub.deliver(lead).get(10, TimeUnit.SECONDS);

    Request sent = crm.requests().get(1);
    assertThat(sent.method()).isEqualTo("POST");
    assertThat(sent.headers()).containsEntry("idempotency-key", lead.id().toString());
    assertThat(sent.headers().get("webhook-signature"))
        .isEqualTo(signature(sent.headers(), sent.body()));
    JsonObject json = (JsonObject) Jsoner.deserialize(sent.body());
    assertThat(json.getMap("attributes").get("name")).isEqualTo(Samples.AWKWARD);
    assertThat(json.getInteger("score")).isEqualTo(42);
    assertThat(hub.bus().data(CrmSynced.class).get(0).remoteId()).isEqualTo("4711");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "accepted", "[]", "{\"ok\":true}"})
  void namesTheLeadItselfWhereTheCrmSaysNothing(String answer) throws Exception {
    crm.otherwise(request -> Answer.of(202, answer));
    BusRecord lead = Samples.lead(account, "crm-rest");

    hub.deliver(lead).get(10, TimeUnit.SECONDS);

    assertThat(hub.bus().data(CrmSynced.class).get(0).remoteId())
        .isEqualTo(((LeadAssigned) lead.data()).lead().toString());
  }

  @Test
  void hearsWhatBecameOfALead() throws Exception {
    UUID lead = UUID.randomUUID();
    String won =
        "{\"id\":\"c1\",\"lead\":\"%s\",\"status\":\"won\",\"owner\":\"Grace\",\"amount\":{\"minor\":129900,\"currency\":\"EUR\"},\"at\":\"2026-03-01T09:00:00Z\"}"
            .formatted(lead);
    String several =
        "{\"changes\":[{\"lead\":\"%s\",\"status\":\"accepted\"},%s]}".formatted(lead, won);

    receive("m1", won);
    receive("m1", won);
    receive("m2", several);

    assertThat(hub.bus().data(CrmChanged.class))
        .extracting(CrmChanged::status)
        .containsExactly(CrmChanged.Status.WON, CrmChanged.Status.ACCEPTED);
    CrmChanged changed = hub.bus().data(CrmChanged.class).get(0);
    assertThat(changed.amount().orElseThrow().minor()).isEqualTo(129900);
    assertThat(changed.owner()).contains("Grace");
    assertThat(changed.at()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"lead\":\"x\",\"status\":\"won\"}",
        "{\"changes\":[1]}",
        "{\"lead\":\"01890000-0000-7000-8000-000000000000\",\"status\":\"eaten\"}",
        "{\"lead\":\"01890000-0000-7000-8000-000000000000\",\"status\":\"won\",\"at\":\"2999-01-01T00:00:00Z\"}"
      })
  void refusesWhatItDoesNotUnderstand(String body) {
    assertThatThrownBy(() -> receive("m1", body)).isInstanceOf(InvalidInput.class);
    assertThat(hub.bus().records()).isEmpty();
  }

  @Test
  void namesEveryFieldThatIsWrong() {
    String body =
        "{\"changes\":[{\"lead\":7,\"status\":\"eaten\",\"amount\":\"much\"},1,"
            + "{\"lead\":\"01890000-0000-7000-8000-000000000000\",\"status\":\"won\",\"at\":0}]}";

    assertThatThrownBy(() -> receive("m1", body))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused ->
                assertThat(refused.violations())
                    .extracting(Violation::path)
                    .containsExactly(
                        "changes[0].lead",
                        "changes[0].status",
                        "changes[0].amount",
                        "changes[1]",
                        "changes[2].at"));
    assertThat(hub.bus().records()).isEmpty();
  }

  private void receive(String id, String body) throws Exception {
    String timestamp = String.valueOf(Instant.now().getEpochSecond());
    Map<String, String> unsigned = Map.of("webhook-id", id, "webhook-timestamp", timestamp);
    hub.webhooks()
        .receive(
            account,
            Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                signature(unsigned, body)),
            body.getBytes(UTF_8));
  }

  private static String signature(Map<String, String> headers, String body) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring(6)), "HmacSHA256"));
    String signed = headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + "." + body;
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
  }

  @Test
  void callsNothingThatTheHubsGateRefuses() {
    hub.bar("10.0.0.1");
    Map<String, Object> settings = Map.of("address", "http://10.0.0.1/leads", "secret", SECRET);

    assertThatThrownBy(() -> hub.connect(new RestCrm(), settings))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("settings.address");
  }
}
