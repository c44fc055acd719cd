// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.accounts.Webhooks.Answer;
import org.parley.api.accounts.Webhooks.Call;
import org.parley.connector.Handshake;
import org.parley.connector.Handshake.InBody;
import org.parley.connector.Handshake.Proof;
import org.parley.connector.Signature;
import org.parley.connector.Signature.Encoding;

class HandshakesTest {
  private static final Handshake META = Handshake.hub(new Secret("token"));
  private static final Handshake FEED = Handshake.webSub("https://example.org/feed");

  @Test
  void givesMetaItsChallengeBack() {
    Call call =
        asks(
            Map.of(
                "hub.mode",
                "subscribe",
                "hub.verify_token",
                "token",
                "hub.challenge",
                "1158201444"));

    assertThat(Handshakes.byAddress(META, call)).contains(Answer.text("1158201444"));
  }

  @Test
  void refusesASubscriptionThatNobodyHereWants() {
    assertRefused(
        META, Map.of("hub.mode", "subscribe", "hub.verify_token", "x", "hub.challenge", "1"));
    assertRefused(META, Map.of("hub.challenge", "1"));
    assertRefused(
        FEED,
        Map.of(
            "hub.mode",
            "unsubscribe",
            "hub.topic",
            "https://example.org/feed",
            "hub.challenge",
            "1"));
  }

  @Test
  void hearsForHowLongTheSystemCalls() {
    Call call =
        asks(
            Map.of(
                "hub.mode",
                "subscribe",
                "hub.topic",
                "https://example.org/feed",
                "hub.challenge",
                "c",
                "hub.lease_seconds",
                "864000"));

    assertThat(Handshakes.byAddress(FEED, call)).contains(Answer.text("c"));
    assertThat(Handshakes.lease(FEED, call)).contains(Duration.ofDays(10));
    assertThat(Handshakes.lease(META, call)).isEmpty();
  }

  @Test
  void provesToXThatItKnowsTheSecret() {
    var crc =
        new Proof(
            "crc_token",
            new Secret("key"),
            Encoding.BASE64,
            "sha256=",
            "response_token",
            Optional.empty());

    assertThat(Handshakes.byAddress(crc, asks(Map.of("crc_token", "Zx3-_a.9"))))
        .contains(
            Answer.json(
                "{\"response_token\":\"sha256=zKZfiE/VJpv6FB+qmi4LzikoT7zQl4W2A//yFlq+uPQ=\"}"));
    for (String body : List.of("{\"a\":1}", "a=b", "a&b", "hmacsha256={}", "two words", "")) {
      assertThatThrownBy(() -> Handshakes.byAddress(crc, asks(Map.of("crc_token", body))))
          .as("signed for whoever asks: %s", body)
          .hasMessageContaining("'crc_token' is no challenge");
    }
  }

  @Test
  void agreesOnNothingThatIsBlank() {
    var blank = new Secret(" ");

    assertThatThrownBy(() -> Handshake.hub(blank)).hasMessageContaining("is blank");
    assertThatThrownBy(() -> Signature.basic("ada", blank)).hasMessageContaining("is blank");
    assertThatThrownBy(() -> Signature.standard(blank)).hasMessageContaining("is blank");
    assertThatThrownBy(() -> Signature.hub(blank)).hasMessageContaining("is blank");
  }

  @Test
  void provesToLinkedInThatItKnowsTheSecret() {
    var challenge =
        new Proof(
            "challengeCode",
            new Secret("key"),
            Encoding.HEX,
            "",
            "challengeResponse",
            Optional.of("challengeCode"));
    String message = "7e2a9c1f-46b0-4a55-9d3e-0c8f2b1a6d47";

    assertThat(Handshakes.byAddress(challenge, asks(Map.of("challengeCode", message))))
        .contains(
            Answer.json(
                "{\"challengeCode\":\""
                    + message
                    + "\",\"challengeResponse\":\"ca224ff2c4fe891f6b14d7214e0e76d19de70c1b33b7e064adf68ec4440b971e\"}"));
  }

  @Test
  void givesSlackItsChallengeBackFromTheBody() {
    var slack = new InBody("challenge", "type", "url_verification");

    assertThat(
            Handshakes.byBody(slack, says("{\"type\":\"url_verification\",\"challenge\":\"3e\"}")))
        .contains(Answer.json("{\"challenge\":\"3e\"}"));
    assertThat(Handshakes.byBody(slack, says("{\"type\":\"event_callback\"}"))).isEmpty();
    assertThat(Handshakes.byBody(slack, says("no json"))).isEmpty();
  }

  @Test
  void takesACallWithoutAChallengeForNoHandshake() {
    assertThat(Handshakes.byAddress(META, asks(Map.of()))).isEmpty();
    assertThat(Handshakes.byAddress(Handshake.none(), asks(Map.of("hub.challenge", "1"))))
        .isEmpty();
  }

  private static void assertRefused(Handshake handshake, Map<String, String> query) {
    assertThatThrownBy(() -> Handshakes.byAddress(handshake, asks(query)))
        .isInstanceOfSatisfying(
            ParleyException.class,
            refused -> assertThat(refused.fault()).isEqualTo(Fault.CREDENTIALS));
  }

  private static Call asks(Map<String, String> query) {
    return new Call("GET", "", query, Map.of(), new byte[0]);
  }

  private static InCall says(String body) {
    return new InCall("", new Call("POST", "", Map.of(), Map.of(), body.getBytes(UTF_8)));
  }
}
