// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.parley.api.Fault;
import org.parley.api.accounts.Account.Status;
import org.parley.api.connectors.Descriptor;
import org.parley.testkit.FaultServer.Answer;

/** What holds for an account, whatever its system can do. */
final class AccountChecks {
  private final Rig rig;

  AccountChecks(Rig rig) {
    this.rig = rig;
  }

  List<Check> checks() {
    boolean asks = rig.rehearsal().asks();
    String silent = "It asks its system for nothing when it is connected";
    boolean secret = rig.rehearsal().secret();
    return List.of(
        Check.of("its connector says what it is good for, in both languages", this::says),
        Check.of("is online once it is connected, and says so", this::online),
        Check.of("changes nothing when its connection is tried", this::changesNothing),
        Check.of("says that its system is away", this::away).onlyIf(asks, silent),
        Check.of("says that its system cannot be understood", this::misread).onlyIf(asks, silent),
        Check.of("comes back with its system", this::comesBack).onlyIf(asks, silent),
        Check.of("says that its sign-in is refused", this::refused)
            .onlyIf(asks && secret, asks ? "It signs in with nothing" : silent),
        Check.of("keeps its secret when it is connected", this::secret)
            .onlyIf(secret, "It has no secret"));
  }

  private void says(Trial trial) {
    Descriptor descriptor = rig.descriptor();
    assertThat(descriptor.summary().en()).as("Summary in English").isNotBlank();
    assertThat(descriptor.summary().de()).as("Summary in German").isNotBlank();
    assertThat(descriptor.capabilities()).as("What it can do").isNotEmpty();
  }

  private void online(Trial trial) {
    assertThat(trial.how().status()).as(trial.how().statusText()).isEqualTo(Status.ONLINE);
    assertThat(trial.how().statusText()).as("What is said of it").isNotBlank();
  }

  private void changesNothing(Trial trial) {
    trial.hub().desk().test(trial.account());
    assertThat(rig.descriptor().capabilities())
        .allSatisfy(each -> assertThat(trial.system().taken(each)).as("Taken").isEmpty());
  }

  private void away(Trial trial) {
    meets(trial, Trouble.before(Answer.of(503, "{}")));
    assertThat(trial.how().status()).isIn(Status.DEGRADED, Status.OFFLINE);
    assertThat(trial.how().fault()).as("Who must act").contains(Fault.REMOTE);
  }

  private void misread(Trial trial) {
    meets(trial, Trouble.before(Answer.truncated(200, "{\"a")));
    assertThat(trial.how().status()).isIn(Status.DEGRADED, Status.OFFLINE);
    assertThat(trial.how().fault()).as("Who must act").contains(Fault.REMOTE);
  }

  /** An account meets it when it is connected, or where a person signs in, afterwards. */
  private static void meets(Trial trial, Trouble trouble) {
    if (trial.isPersonal()) {
      trial.account();
    }
    trial.system().suffers(trouble);
    if (trial.isPersonal()) {
      trial.hub().desk().test(trial.account());
    }
  }

  private void comesBack(Trial trial) {
    away(trial);
    trial.system().recovers();
    trial.await(
        "online again",
        () -> {
          trial.hub().desk().test(trial.account());
          return trial.how().status() == Status.ONLINE;
        });
  }

  private void refused(Trial trial) {
    meets(trial, Trouble.before(rig.contract().revoked()));
    assertThat(trial.how().status()).isEqualTo(Status.OFFLINE);
    assertThat(trial.how().fault()).as("Who must act").contains(Fault.CREDENTIALS);
  }

  private void secret(Trial trial) {
    meets(trial, Trouble.before(Answer.of(401, "{}")));
    trial.keepsSecrets(List.of());
  }
}
