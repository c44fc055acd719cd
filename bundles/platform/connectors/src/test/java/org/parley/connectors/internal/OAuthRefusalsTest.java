// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.api.Fault;
import org.parley.connector.SignInRefused;
import org.parley.connector.SignInRefused.Reason;
import org.parley.connectors.internal.Vendor.Reply;

class OAuthRefusalsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant, REVOKED",
    "400, interaction_required, REVOKED",
    "401, invalid_client, APP",
    "400, unauthorized_client, APP",
    "400, invalid_scope, SCOPE",
    "200, invalid_grant, REVOKED",
    "401, '', REVOKED"
  })
  void tellsByTheClassAndNotByTheWords(int status, String error, Reason reason) {
    String body =
        "{\"error\":\"%s\",\"error_description\":\"Your scope has expired, invalid_client\"}"
            .formatted(error);

    CallFailed failed = OAuthRefusals.ofTokenAnswer(reply(status, body), "Vendor", NOW);

    assertThat(failed.failure())
        .isInstanceOfSatisfying(
            SignInRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    assertThat(failed.isUnclear()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"190, REVOKED", "101, APP", "10, SCOPE"})
  void tellsByTheNumberWhereAnErrorIsAnObject(int code, Reason reason) {
    CallFailed failed = OAuthRefusals.ofTokenAnswer(reply(400, meta(code)), "Vendor", NOW);

    assertThat(failed.failure())
        .isInstanceOfSatisfying(
            SignInRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason))
        .hasMessageContaining("The session has been invalidated");
  }

  @Test
  void triesAgainWhatWasOnlyTooMuch() {
    CallFailed failed = OAuthRefusals.ofTokenAnswer(reply(400, meta(4)), "Vendor", NOW);

    assertThat(failed.failure().fault()).isEqualTo(Fault.REMOTE);
  }

  /** What stands before the system says it, and the sign-in is none the worse. */
  @Test
  void takesABarForNoEndOfTheSignIn() {
    CallFailed failed = OAuthRefusals.ofTokenAnswer(reply(403, "<html>"), "Vendor", NOW);

    assertThat(failed.failure().fault()).isEqualTo(Fault.REMOTE);
    assertThat(failed.isUnclear()).isFalse();
  }

  private static String meta(int code) {
    return """
    {"error":{"message":"The session has been invalidated","type":"OAuthException","code":%d}}"""
        .formatted(code);
  }

  @Test
  void blamesTheSystemWhereItIsDown() {
    CallFailed failed = OAuthRefusals.ofTokenAnswer(reply(503, "<html>"), "Vendor", NOW);

    assertThat(failed.failure().fault()).isEqualTo(Fault.REMOTE);
    assertThat(failed.isUnclear()).isTrue();
  }

  @Test
  void waitsAsLongAsItIsTold() {
    var reply = new Reply(429, Map.of("retry-after", "7"), "{}");

    CallFailed failed = OAuthRefusals.ofTokenAnswer(reply, "Vendor", NOW);

    assertThat(failed.failure().retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(failed.isUnclear()).isFalse();
  }

  @Test
  void takesAFineAnswerWithoutATokenForNonsense() {
    CallFailed failed = OAuthRefusals.ofTokenAnswer(reply(200, "{}"), "Vendor", NOW);

    assertThat(failed.failure().fault()).isEqualTo(Fault.REMOTE);
    assertThat(failed.isUnclear()).isTrue();
  }

  /** RFC 6750, section 3; RFC 9449, section 8. */
  @ParameterizedTest
  @CsvSource({
    "'Bearer realm=\"example\", error=\"invalid_token\", error_description=\"insufficient_scope\"', EXPIRED",
    "'Bearer error=\"insufficient_scope\", scope=\"write:statuses\"', SCOPE",
    "'DPoP error=\"use_dpop_nonce\", error_description=\"Nonce\"', EXPIRED"
  })
  void understandsChallenges(String challenge, Reason reason) {
    assertThat(challenged(challenge).map(SignInRefused::reason)).contains(reason);
  }

  @Test
  void namesTheRightThatIsMissing() {
    assertThat(challenged("Bearer error=\"insufficient_scope\", scope=\"a b\""))
        .get()
        .extracting(Throwable::getMessage)
        .isEqualTo("Refused; it wants 'a b'");
  }

  @Test
  void hasNothingToSayToABareChallenge() {
    assertThat(challenged("Basic realm=\"error\"")).isEmpty();
  }

  private static Optional<SignInRefused> challenged(String challenge) {
    return OAuthRefusals.ofChallenge(challenge, "Refused", new IllegalStateException());
  }

  private static Reply reply(int status, String body) {
    return new Reply(status, Map.of(), body);
  }
}
