// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.api.connectors.Capability.FEED_IN;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.accounts.Webhooks.Answer;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.connector.Connector;
import org.parley.connector.Place;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;
import org.parley.connector.Signature;
import org.parley.connector.Signature.Digest;
import org.parley.connector.Signature.Encoding;
import org.parley.connectorkit.ConnectorContract.Unsigned;

/** What the kit signs the hub believes, and nothing else. */
class SignedTest {
  private static final Secret KEY = new Secret("s3cret-of-the-hook");
  private static final Place SIGNATURE = Place.header("X-Signature");

  private final TrialHub hub = new TrialHub();

  @AfterEach
  void close() {
    hub.close();
  }

  static Stream<Signature> signatures() {
    return Stream.of(
        Signature.hub(KEY),
        Signature.webSub(KEY),
        Signature.standard(KEY),
        Signature.basic("ada", KEY),
        new Signature.Shared(KEY, Place.query("token")),
        Signature.hmac(KEY, SIGNATURE.field("v0"))
            .signs("v0:{time}:{body}")
            .time(Place.header("X-Time")),
        Signature.hmac(KEY, SIGNATURE.field("v1"))
            .signs("{time}.{body}")
            .time(SIGNATURE.field("t")),
        Signature.hmac(KEY, SIGNATURE)
            .signs("{method}{url}{body}{time}{id}")
            .time(Place.query("at"))
            .id(Place.query("id"))
            .digest(Digest.SHA512)
            .encoding(Encoding.BASE64),
        Signature.hmac(KEY, SIGNATURE).signs("{url}{form}").digest(Digest.SHA1),
        Signature.hmac(KEY, SIGNATURE).signs("{key}{body}").digest(Digest.PLAIN_SHA256),
        Signature.hmac(KEY, SIGNATURE).encoding(Encoding.BASE64_OF_ID_AND_HEX));
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void signsAsTheHubVerifies(Signature signature) throws Exception {
    UUID account = hub.connect(new Called(signature), Map.of());
    var call =
        new Unsigned("https://hub.example/hooks/" + account, "call-1", Instant.now(), "b=2&a=1");

    assertThat(hub.webhooks().receive(account, Signed.by(signature, call))).isEqualTo(Answer.HEARD);
    assertThatThrownBy(() -> hub.webhooks().receive(account, Signed.none(call)))
        .isInstanceOf(ParleyException.class);
  }

  @Test
  void saysWhatItCannotSign() {
    var call = new Unsigned("https://hub.example/", "call-1", Instant.now(), "{}");

    assertThatThrownBy(() -> Signed.by(new Signature.Sns("arn:aws:sns:a:b:c"), call))
        .hasMessage("The kit cannot sign by 'Sns'; override sign");
  }

  record Nothing() {}

  /** Called by a system that signs so. */
  private record Called(Signature signature) implements Connector<Nothing> {
    @Override
    public Descriptor descriptor() {
      return Descriptor.of("called", "Called", Kind.COMMUNITY)
          .summary("Is called", "Wird angerufen")
          .has(FEED_IN);
    }

    @Override
    public SettingsType<Nothing> settings() {
      return SettingsType.of(Nothing.class);
    }

    @Override
    public void routes(Routes routes, Nothing settings) {
      routes.check().transform().constant("There");
      routes.webhook(FEED_IN, signature).setBody().constant(List.of());
    }
  }
}
