// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Webhooks.Call;
import org.parley.connector.Signature.Sns;

class SnsCallsTest {
  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:ses";
  private static final String CERTIFICATE =
      "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem";
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  private final List<URI> fetched = new ArrayList<>();
  private final SnsCalls sns = new SnsCalls(this::fetch);
  private final Map<String, String> message =
      new TreeMap<>(
          Map.of(
              "Type", "Notification",
              "MessageId", "m-1",
              "TopicArn", TOPIC,
              "Message", "{\"notificationType\":\"Bounce\"}",
              "Timestamp", "2026-12-31T23:59:59.000Z",
              "SigningCertURL", CERTIFICATE));

  @Test
  void verifiesBothVersionsAndKeepsTheCertificate() throws Exception {
    for (String version : List.of("1", "2")) {
      assertThat(sns.verify(new Sns(TOPIC), signed(version), NOW)).isEqualTo("m-1");
    }
    message.put("Subject", "With a subject");
    assertThat(sns.verify(new Sns(TOPIC), signed("2"), NOW)).isEqualTo("m-1");
    assertThat(fetched).containsExactly(URI.create(CERTIFICATE));
  }

  @Test
  void refusesWhatWasChanged() throws Exception {
    InCall call = signed("2");
    message.put("Message", "Another");
    message.put("Signature", call.tree().get("Signature").asText());

    refuses(asIs(), "does not fit");
  }

  @Test
  void refusesTheTopicOfSomebodyElse() throws Exception {
    message.put("TopicArn", "arn:aws:sns:eu-west-1:999999999999:ses");

    refuses(signed("2"), "is not the one that was agreed on");
    assertThat(fetched).isEmpty();
  }

  @Test
  void fetchesCertificatesFromAmazonAlone() throws Exception {
    for (String address :
        List.of(
            "http://sns.eu-west-1.amazonaws.com/x.pem",
            "https://sns.eu-west-1.amazonaws.com.example.org/x.pem",
            "https://sns.eu-west-1.amazonaws.com@example.org/x.pem",
            "https://sns.eu-west-1.amazonaws.com:8443/x.pem",
            "https://example.org/sns.eu-west-1.amazonaws.com/x.pem",
            "https://s3.amazonaws.com/x.pem",
            "https://sns.s3-us-west-2.amazonaws.com/x.pem",
            "not an address")) {
      message.put("SigningCertURL", address);
      refuses(signed("2"), "no address");
    }
    assertThat(fetched).isEmpty();
  }

  /** Whoever knows the topic can name certificates, but sign with none. */
  @Test
  void fetchesAndKeepsLittleForStrangers() throws Exception {
    message.put("Signature", Base64.getEncoder().encodeToString(new byte[256]));
    message.put("SignatureVersion", "2");
    for (int i = 0; i < 100; i++) {
      message.put("SigningCertURL", CERTIFICATE.replace("-1.pem", "-" + i + "a.pem"));
      InCall strange = asIs();
      assertThatThrownBy(() -> sns.verify(new Sns(TOPIC), strange, NOW))
          .isInstanceOf(ParleyException.class);
    }
    assertThat(fetched).hasSize(5);
    message.put("SigningCertURL", CERTIFICATE + "?x");
    refuses(asIs(), "no certificate of Amazon");

    message.put("SigningCertURL", CERTIFICATE);
    InCall real = signed("2");
    Instant later = NOW.plusSeconds(60);
    assertThat(sns.verify(new Sns(TOPIC), real, later)).isEqualTo("m-1");
    assertThat(sns.verify(new Sns(TOPIC), real, later)).isEqualTo("m-1");
    assertThat(fetched).hasSize(6);
  }

  @Test
  void refusesACertificateThatIsOver() throws Exception {
    InCall call = signed("2");

    assertThatThrownBy(
            () -> sns.verify(new Sns(TOPIC), call, Instant.parse("2200-01-01T00:00:00Z")))
        .hasMessageContaining("does not hold");
  }

  @Test
  void confirmsASubscriptionAndTellsItFromWhatIsSaid() throws Exception {
    assertThat(sns.confirm(signed("2"))).isFalse();
    message.put("Type", "SubscriptionConfirmation");
    message.put("Token", "t");
    message.put("SubscribeURL", "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription");
    InCall asks = signed("2");

    assertThat(sns.verify(new Sns(TOPIC), asks, NOW)).isEqualTo("m-1");
    assertThat(sns.confirm(asks)).isTrue();
    assertThat(fetched).last().asString().endsWith("?Action=ConfirmSubscription");
  }

  private void refuses(InCall call, String why) {
    assertThatThrownBy(() -> sns.verify(new Sns(TOPIC), call, NOW))
        .isInstanceOfSatisfying(
            ParleyException.class,
            refused -> assertThat(refused.fault()).isEqualTo(Fault.CREDENTIALS))
        .hasMessageContaining(why);
  }

  /** The message, signed as Amazon's documentation says. */
  private InCall signed(String version) throws Exception {
    message.put("SignatureVersion", version);
    var text = new StringBuilder();
    for (String name :
        "Notification".equals(message.get("Type"))
            ? List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
            : List.of(
                "Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")) {
      if (message.containsKey(name)) {
        text.append(name).append('\n').append(message.get(name)).append('\n');
      }
    }
    var signer =
        java.security.Signature.getInstance(version.equals("1") ? "SHA1withRSA" : "SHA256withRSA");
    signer.initSign(key());
    signer.update(text.toString().getBytes(UTF_8));
    message.put("Signature", Base64.getEncoder().encodeToString(signer.sign()));
    return asIs();
  }

  private InCall asIs() throws IOException {
    byte[] body = new JsonMapper().writeValueAsBytes(message);
    return new InCall("", new Call("POST", "", Map.of(), Map.of(), body));
  }

  private byte[] fetch(URI address) {
    fetched.add(address);
    try {
      return read("sns.pem");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PrivateKey key() throws Exception {
    byte[] der = Base64.getMimeDecoder().decode(read("sns-key.base64"));
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = requireNonNull(SnsCallsTest.class.getResourceAsStream(name))) {
      return in.readAllBytes();
    }
  }
}
