// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Account.Status;
import org.parley.api.connectors.RateBudget;
import org.parley.testkit.FakeClock;

class ConditionTest {
  private final FakeClock clock = FakeClock.at("2026-03-01T09:00:00Z");
  private final Turnstile turnstile =
      new Turnstile("test", RateBudget.NONE, Ledger.inMemory(clock), clock);
  private final Condition condition =
      new Condition(turnstile.gate(new UUID(0, 1), () -> {}), clock);

  @Test
  void staysRefusedWhenWhatWasUnderWayEndsWell() {
    condition.failed(new CallFailed(new ParleyException(Fault.CREDENTIALS, "No"), false));

    condition.succeeded();

    assertThat(condition.status()).isEqualTo(Status.OFFLINE);
    assertThat(condition.fault()).contains(Fault.CREDENTIALS);
    assertThat(condition.admit(Toll.CALL)).isPositive();
  }

  @Test
  void goesOnWhenTheSystemIsAskedAnew() {
    condition.failed(new CallFailed(new ParleyException(Fault.CREDENTIALS, "No"), false));

    condition.succeeded("Signed in as ada");

    assertThat(condition.status()).isEqualTo(Status.ONLINE);
    assertThat(condition.sentence()).isEqualTo("Signed in as ada");
  }
}
