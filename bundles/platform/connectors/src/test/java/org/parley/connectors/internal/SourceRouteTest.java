// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Busy;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Account.Status;
import org.parley.api.connectors.Repeat;
import org.parley.api.content.ItemReceived;
import org.parley.api.crm.CrmChanged;
import org.parley.api.store.Store;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.StoreTest;

@StoreTest(room = "connectors")
class SourceRouteTest {
  private static final byte[] KEY = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private final FaultServer network = new FaultServer();
  private final Bench bench;
  private final Hooks hooks;
  private volatile String items = "{\"ids\":[],\"cursor\":\"c0\"}";
  private UUID account = new UUID(0, 0);

  SourceRouteTest(Store store) {
    bench = new Bench(store);
    hooks = new Hooks(bench.board);
  }

  @BeforeEach
  void connect() {
    network.otherwise(request -> Answer.of(200, request.path().equals("/items") ? items : "{}"));
    Map<String, Object> settings = Map.of("address", network.address().toString(), "key", "k");
    account = bench.connect(new TrialNetwork(Repeat.keyed(), false, true), settings).account().id();
  }

  @AfterEach
  void close() {
    bench.close();
    network.close();
  }

  @TestTemplate
  void asksAtItsPaceAndKeepsEachFindOnce() {
    items = "{\"ids\":[\"a\",\"b\"],\"cursor\":\"c1\"}";
    await().until(() -> bench.bus.records("item.received").size() == 2);
    int asked = polls();

    items = "{\"ids\":[\"b\",\"c\"],\"cursor\":\"c2\"}";
    await().until(() -> bench.bus.records("item.received").size() == 3);
    await().until(() -> polls() > asked + 2);

    assertThat(bench.bus.data(ItemReceived.class))
        .extracting(ItemReceived::guid)
        .containsExactly("a", "b", "c");
  }

  @TestTemplate
  void goesOnAskingAfterAFailure() {
    network.then(Answer.of(500, "oops"), Answer.reset(), Answer.of(200, "<html>"));
    items = "{\"ids\":[\"a\"],\"cursor\":\"c1\"}";

    await().until(() -> bench.bus.records("item.received").size() == 1);
    await().until(() -> bench.desk.find(account).orElseThrow().account().status() == Status.ONLINE);
  }

  @TestTemplate
  void stopsAskingWhenTheAccountIsSwitchedOff() throws Exception {
    await().until(() -> polls() > 0);
    bench.desk.disable(account, 1, Bench.ADA);
    int asked = polls();

    await().pollDelay(Duration.ofMillis(600)).until(() -> true);
    assertThat(polls()).isEqualTo(asked);
  }

  @TestTemplate
  void takesASignedCallOnce() throws Exception {
    UUID lead = UUID.randomUUID();
    byte[] body = ("{\"lead\":\"" + lead + "\"}").getBytes(UTF_8);

    hooks.receive(account, signed("m1", body), body);
    hooks.receive(account, signed("m1", body), body);
    hooks.receive(account, signed("m2", body), body);

    assertThat(bench.bus.data(CrmChanged.class)).extracting(CrmChanged::lead).containsExactly(lead);
    assertThat(bench.bus.records("crm.changed").get(0).partitionKey()).isEqualTo(lead.toString());
  }

  @TestTemplate
  void refusesAForgedCallAndABodyItDoesNotUnderstand() throws Exception {
    byte[] body = "{}".getBytes(UTF_8);
    byte[] broken = {(byte) 0xff};

    assertThatThrownBy(() -> hooks.receive(account, Map.of("webhook-id", "x"), body))
        .isInstanceOf(ParleyException.class);
    assertThatThrownBy(() -> hooks.receive(account, signed("m1", body), body))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> hooks.receive(account, signed("m1", broken), broken))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> hooks.receive(UUID.randomUUID(), Map.of(), body))
        .isInstanceOf(NotFound.class);
    assertThat(bench.bus.records()).isEmpty();
    await().until(() -> bench.desk.find(account).orElseThrow().account().status() == Status.ONLINE);
  }

  @TestTemplate
  void asksACallerToComeBackWhileTheConnectorIsUpdated() throws Exception {
    byte[] body = ("{\"lead\":\"" + UUID.randomUUID() + "\"}").getBytes(UTF_8);
    bench.board.find("trial").ifPresent(joined -> bench.board.leave(joined.connector()));

    assertThatThrownBy(() -> hooks.receive(account, signed("m1", body), body))
        .isInstanceOf(Busy.class);
    bench.desk.disable(account, 1, Bench.ADA);
    assertThatThrownBy(() -> hooks.receive(account, signed("m1", body), body))
        .isInstanceOf(NotFound.class);
  }

  private int polls() {
    return (int)
        network.requests().stream().filter(request -> request.path().equals("/items")).count();
  }

  private static Map<String, String> signed(String id, byte[] body) throws Exception {
    String timestamp = String.valueOf(Instant.now().getEpochSecond());
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
    String signature = Base64.getEncoder().encodeToString(mac.doFinal(body));
    return Map.of(
        "webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", "v1," + signature);
  }
}
