// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.connector.SignInRefused;

class HushTest {
  private final Hush hush =
      Hush.of(
          Map.of("name", "ada", "key", new Secret("s3cret-of-ada")),
          Map.of("Authorization", "Bearer t0ken"));

  @Test
  void keepsWhatASystemRepeats() {
    CallFailed hushed = hush.hush(failed("Refused: s3cret-of-ada by t0ken of ada"));

    assertThat(hushed.failure()).hasMessage("Refused: *** by *** of ada");
    assertThat(hushed.failure().fault()).isEqualTo(Fault.INPUT);
    assertThat(hushed.isUnclear()).isTrue();
  }

  @Test
  void keepsTheBeginningOfWhatWasCut() {
    assertThat(hush.hush(failed("Refused: s3cret-of…")).failure()).hasMessage("Refused: ***…");
  }

  @Test
  void keepsTheWholeOfASecretThatBeginsLikeAnother() {
    Hush both =
        Hush.of(
            Map.of("key", new Secret("s3cret-of"), "other", new Secret("s3cret-of-both")),
            Map.of());

    assertThat(both.hush(failed("Refused: s3cret-of-both")).failure()).hasMessage("Refused: ***");
  }

  @Test
  void leavesTheRestAsItIs() {
    CallFailed failed = failed("Refused");

    assertThat(hush.hush(failed)).isSameAs(failed);
  }

  @Test
  void keepsWhatElseAFailureSays() {
    ParleyException wait = ParleyException.retryAfter(Duration.ofSeconds(9), "Wait, t0ken");
    var refused = new SignInRefused(SignInRefused.Reason.SCOPE, "Not with t0ken");

    assertThat(hush.hush(new CallFailed(wait, false)).failure().retryAfter())
        .contains(Duration.ofSeconds(9));
    assertThat(hush.hush(new CallFailed(refused, false)).failure())
        .isInstanceOfSatisfying(
            SignInRefused.class,
            still -> assertThat(still.reason()).isEqualTo(SignInRefused.Reason.SCOPE));
  }

  private static CallFailed failed(String sentence) {
    return new CallFailed(new ParleyException(Fault.INPUT, sentence), true);
  }
}
