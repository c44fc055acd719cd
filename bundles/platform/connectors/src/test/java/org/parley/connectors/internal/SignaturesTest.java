// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.connector.Signature;

class SignaturesTest {
  /** The vector of the Standard Webhooks libraries. */
  private static final Signature STANDARD =
      Signature.standard(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
  private static final Instant SENT = Instant.ofEpochSecond(1614265330);
  private static final Map<String, String> HEADERS =
      Map.of(
          "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
          "webhook-timestamp", "1614265330",
          "webhook-signature",
              "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

  /** The example of GitHub's documentation. */
  private static final Signature HUB = Signature.hub(new Secret("It's a Secret to Everybody"));

  private static final Map<String, String> HUB_HEADERS =
      Map.of(
          "x-hub-signature-256",
          "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");

  @Test
  void knowsAStandardCallByItsId() {
    assertThat(Signatures.verify(STANDARD, HEADERS, BODY, SENT))
        .contains("msg_p5jXN8AQM9LWM0D4loKWxJek");
  }

  @Test
  void refusesACallThatIsTooOldOrFromTheFuture() {
    refuses(STANDARD, HEADERS, BODY, SENT.plusSeconds(301), "301 seconds off");
    refuses(STANDARD, HEADERS, BODY, SENT.minusSeconds(301), "301 seconds off");
  }

  @Test
  void refusesAnotherBody() {
    refuses(STANDARD, HEADERS, "{}".getBytes(UTF_8), SENT, "None of the signatures");
    refuses(HUB, HUB_HEADERS, "Hello, World?".getBytes(UTF_8), SENT, "does not fit");
  }

  @Test
  void refusesAnotherVersionAndAMissingHeader() {
    var headers = new HashMap<>(HEADERS);
    headers.put("webhook-signature", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    refuses(STANDARD, headers, BODY, SENT, "None of the signatures");
    headers.remove("webhook-id");
    refuses(STANDARD, headers, BODY, SENT, "'webhook-id' is missing");
  }

  @Test
  void verifiesAHubSignature() {
    assertThat(Signatures.verify(HUB, HUB_HEADERS, "Hello, World!".getBytes(UTF_8), SENT))
        .isEmpty();
  }

  @Test
  void refusesWhatIsNoDigest() {
    refuses(HUB, Map.of("x-hub-signature-256", "sha256=zz"), BODY, SENT, "not written in hex");
    refuses(HUB, Map.of("x-hub-signature-256", "sha1=00"), BODY, SENT, "does not begin");
  }

  private static void refuses(
      Signature signature, Map<String, String> headers, byte[] body, Instant at, String why) {
    assertThatThrownBy(() -> Signatures.verify(signature, headers, body, at))
        .isInstanceOfSatisfying(
            ParleyException.class,
            failure -> assertThat(failure.fault()).isEqualTo(Fault.CREDENTIALS))
        .hasMessageContaining(why);
  }
}
