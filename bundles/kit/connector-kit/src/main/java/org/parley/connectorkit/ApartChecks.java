// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.parley.api.bus.BusRecord;
import org.parley.connectorkit.StandIn.Taken;
import org.parley.testkit.FaultServer.Answer;

/** What befalls one account is no other's concern. */
final class ApartChecks {
  private final Handing handing;

  ApartChecks(Handing handing) {
    this.handing = handing;
  }

  List<Check> checks() {
    return List.of(
        Check.of("hands over to the system of the account alone", this::ownSystem),
        Check.of("shows no secret of another account", this::ownSecret)
            .onlyIf(handing.rig().rehearsal().secret(), "It has no secret"),
        beside("was refused", Trouble.before(Answer.of(401, "{}"))),
        beside("is asked to wait", Trouble.before(Answer.of(429, "{}", "Retry-After: 3600"))),
        beside("broke down", Trouble.before(Answer.of(500, "{}"))),
        Check.of("goes on beside one that keeps silent", this::besideSilence));
  }

  private Check beside(String what, Trouble trouble) {
    return Check.of(
        "goes on beside one that " + what,
        trial -> {
          try (Trial other = new Trial(handing.rig())) {
            BusRecord failing = other.sample(handing.goods(), "In trouble");
            other.system().suffers(handing.sink(), trouble);
            handing.rig().courier().once(failing, 1);
            goesOn(trial);
          }
        });
  }

  private void besideSilence(Trial trial) {
    try (Trial other = new Trial(handing.rig())) {
      BusRecord silent = other.sample(handing.goods(), "In trouble");
      other.system().suffers(handing.sink(), Trouble.before(other.system().silence()));
      var waiting = trial.hub().deliver(silent);
      goesOn(trial);
      assertThat(waiting).as("The one beside a silent system").isNotDone();
    }
  }

  private void goesOn(Trial trial) {
    BusRecord record = trial.sample(handing.goods(), "Hello");
    handing.arrivedOnce(trial, record, trial.deliver(record));
  }

  private void ownSystem(Trial trial) {
    try (Trial other = new Trial(handing.rig())) {
      trial.deliver(trial.sample(handing.goods(), "Mine"));
      other.deliver(other.sample(handing.goods(), "Another's"));
      holds(trial, "Mine");
      holds(other, "Another's");
    }
  }

  private void holds(Trial trial, String text) {
    List<Taken> taken = trial.system().taken(handing.sink());
    assertThat(taken).as("What the system holds").hasSize(1);
    if (handing.goods().worded()) {
      assertThat(taken).extracting(Taken::text).containsExactly(text);
    }
  }

  private void ownSecret(Trial trial) {
    try (Trial other = new Trial(handing.rig())) {
      trial.account();
      other.account();
      trial.deliver(trial.sample(handing.goods(), "Mine"));
      other.deliver(other.sample(handing.goods(), "Another's"));
      showsNoOther(trial);
      showsNoOther(other);
    }
  }

  private void showsNoOther(Trial trial) {
    List<String> others = handing.rig().secretsBut(trial.system().secret());
    assertThat(trial.system().requests())
        .as("What the system was sent")
        .noneMatch(request -> others.stream().anyMatch(request.toString()::contains));
  }
}
