// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Account.Status;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.PostFailed;
import org.parley.connectorkit.Courier.End;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;

/** What a system refuses is given up at once, and whoever must act is told. */
final class RefusalChecks {
  private static final String REFUSED = "{\"error\": \"refused\"}";

  private final Handing handing;

  RefusalChecks(Handing handing) {
    this.handing = handing;
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    faults()
        .forEach(
            (status, usual) -> {
              Fault fault = handing.rig().contract().means(status).orElse(usual);
              checks.add(Check.of(status + " is " + fault, trial -> refused(trial, status, fault)));
            });
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      checks.add(Check.of("follows no " + status, trial -> redirected(trial, status)));
    }
    checks.add(Check.of("does well again with the next", this::next));
    return checks;
  }

  private static Map<Integer, Fault> faults() {
    Map<Integer, Fault> faults = new LinkedHashMap<>();
    for (int status : new int[] {400, 405, 406, 409, 411, 412, 413, 414, 415, 422, 431, 451}) {
      faults.put(status, Fault.INPUT);
    }
    for (int status : new int[] {402, 404, 410, 501, 505}) {
      faults.put(status, Fault.SETTINGS);
    }
    faults.put(401, Fault.CREDENTIALS);
    faults.put(403, Fault.CREDENTIALS);
    return faults;
  }

  private void refused(Trial trial, int status, Fault fault) {
    BusRecord record = trial.sample(handing.goods(), "Hello");
    if (fault == Fault.REMOTE) {
      trial.system().meets(handing.sink(), Trouble.before(Answer.of(status, REFUSED)));
      handing.arrivedOnce(trial, record, trial.deliver(record));
      return;
    }
    trial.system().suffers(handing.sink(), Trouble.before(Answer.of(status, REFUSED)));
    End end = trial.deliver(record);
    givenUp(trial, record, end, fault);
    int requests = trial.system().asked(handing.sink());
    if (fault == Fault.CREDENTIALS) {
      assertThat(trial.how().status()).as("How the account does").isEqualTo(Status.OFFLINE);
      assertThat(requests).as("Requests, one more after signing in again").isBetween(1, 2);
    } else {
      assertThat(requests).as("Requests").isEqualTo(1);
    }
  }

  private void givenUp(Trial trial, BusRecord record, End end, Fault fault) {
    assertThat(end.attempts()).as("Attempts").isEqualTo(1);
    assertThat(end.failure().map(ParleyException::fault).orElse(Fault.INPUT))
        .as("Who must act")
        .isEqualTo(fault);
    assertThat(trial.held(handing.goods())).as("What the system holds").isZero();
    assertThat(trial.done(handing.goods(), record)).as("What is told of success").isEmpty();
    Optional<BusRecord> told = trial.failed(handing.goods(), record).stream().findFirst();
    boolean tells = !handing.goods().failed().isEmpty();
    assertThat(told.isPresent()).as("Whether its failure is told").isEqualTo(tells);
    if (told.isPresent() && told.get().data() instanceof PostFailed post) {
      assertThat(post.fault()).as("Who must act, as it is told").isEqualTo(fault);
      assertThat(post.reason()).as("Why, as it is told").isNotBlank();
    }
  }

  private void redirected(Trial trial, int status) {
    try (var elsewhere = new FaultServer()) {
      BusRecord record = trial.sample(handing.goods(), "Hello");
      Answer away = Answer.of(status, "", "Location: " + elsewhere.address() + "/there");
      trial.system().suffers(handing.sink(), Trouble.before(away));
      End end = trial.deliver(record);
      assertThat(elsewhere.requests()).as("Requests elsewhere").isEmpty();
      givenUp(trial, record, end, Fault.SETTINGS);
    }
  }

  private void next(Trial trial) {
    BusRecord refused = trial.sample(handing.goods(), "Hello");
    trial.system().meets(handing.sink(), Trouble.before(Answer.of(422, REFUSED)));
    trial.deliver(refused);
    BusRecord next = trial.sample(handing.goods(), "Hello again");
    handing.arrivedOnce(trial, next, trial.deliver(next));
  }
}
