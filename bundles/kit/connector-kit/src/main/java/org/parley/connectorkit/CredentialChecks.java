// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Account.Status;
import org.parley.api.bus.BusRecord;

/** Tokens that have ended are renewed without anyone; for those taken back a person is asked. */
final class CredentialChecks {
  private final Handing handing;

  CredentialChecks(Handing handing) {
    this.handing = handing;
  }

  List<Check> checks() {
    boolean ends = handing.rig().contract().expired().isPresent();
    String lasting = "What it signs in with does not end by itself";
    boolean secret = handing.rig().rehearsal().secret();
    String open = "It signs in with nothing";
    return List.of(
        Check.of("asks a person when its sign-in was taken back", this::revoked)
            .onlyIf(secret, open),
        Check.of("asks the system for nothing until a person has acted", this::quiet)
            .onlyIf(secret, open),
        Check.of("goes on when a person has acted", this::goesOn).onlyIf(secret, open),
        Check.of("renews a token that has ended", this::renews).onlyIf(ends, lasting),
        Check.of("renews a token that has ended once for all", this::renewsOnce)
            .onlyIf(ends, lasting));
  }

  private BusRecord revoke(Trial trial) {
    BusRecord record = trial.sample(handing.goods(), "Hello");
    trial.system().suffers(handing.sink(), Trouble.before(handing.rig().contract().revoked()));
    return record;
  }

  private void revoked(Trial trial) {
    BusRecord record = revoke(trial);
    Optional<ParleyException> failure = trial.deliver(record).failure();
    assertThat(failure.map(ParleyException::fault)).as("Who must act").contains(Fault.CREDENTIALS);
    assertThat(trial.how().status()).as("How the account does").isEqualTo(Status.OFFLINE);
    assertThat(trial.how().fault()).contains(Fault.CREDENTIALS);
    assertThat(trial.held(handing.goods())).isZero();
  }

  private void quiet(Trial trial) {
    BusRecord later = trial.sample(handing.goods(), "Later");
    trial.deliver(revoke(trial));
    int before = trial.settled();
    var waiting = trial.hub().deliver(later);
    trial.rig().time().advance(Duration.ofMinutes(10));
    Trial.staysOpen(waiting);
    assertThat(trial.system().requests()).as("Requests").hasSize(before);
  }

  /** Signing in lays the routes anew, and what had waited is delivered again. */
  private void goesOn(Trial trial) {
    BusRecord later = trial.sample(handing.goods(), "Later");
    trial.deliver(revoke(trial));
    var waiting = trial.hub().deliver(later);
    trial.system().recovers();
    trial.act();
    Optional<ParleyException> end = trial.rig().courier().await(waiting);
    if (trial.isPersonal() && end.isPresent()) {
      trial.deliver(later);
    } else {
      assertThat(end).as("What had waited").isEmpty();
    }
    assertThat(trial.done(handing.goods(), later)).hasSize(1);
    assertThat(trial.how().status()).as("How the account does").isEqualTo(Status.ONLINE);
  }

  private Trouble ended() {
    return Trouble.before(handing.rig().contract().expired().orElseThrow());
  }

  private void renews(Trial trial) {
    BusRecord record = trial.sample(handing.goods(), "Hello");
    trial.system().meets(handing.sink(), ended());
    handing.arrivedOnce(trial, record, trial.deliver(record));
    assertThat(trial.how().status()).as("How the account does").isEqualTo(Status.ONLINE);
  }

  private void renewsOnce(Trial trial) {
    BusRecord first = trial.sample(handing.goods(), "First");
    BusRecord second = trial.sample(handing.goods(), "Second");
    trial.system().meets(handing.sink(), ended());
    handing.arrivedOnce(trial, first, trial.deliver(first));
    int before = trial.system().requests().size();
    trial.deliver(second);
    assertThat(trial.system().asked(handing.sink())).as("Handed over").isEqualTo(3);
    assertThat(trial.system().requests().size() - before).as("Requests for the next").isLessThan(4);
  }
}
