// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.parley.api.PageRequest;
import org.parley.api.bus.BusRecord;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Repeat;
import org.parley.connectorkit.Courier.End;

/** Handing something over through one sink, and what must have become of it. */
record Handing(Rig rig, Goods goods) {
  Capability sink() {
    return goods.capability();
  }

  /** Whether nothing tells what may have arrived from what has not, so that a person must. */
  boolean isUnsafe() {
    return rig.repeat(sink()) instanceof Repeat.Unsafe;
  }

  /** Hands something over through troubles that certainly were before anything happened. */
  void throughClear(Trial trial, Trouble... troubles) {
    BusRecord record = trial.sample(goods, "Hello");
    trial.system().meets(sink(), troubles);
    arrivedOnce(trial, record, trial.deliver(record));
  }

  /** Hands something over through troubles of which nobody can tell. */
  void throughUnclear(Trial trial, Trouble... troubles) {
    BusRecord record = trial.sample(goods, "Hello");
    trial.system().meets(sink(), troubles);
    endedOnce(trial, record, trial.deliver(record));
  }

  /** It is there, it is there once, and the hub says so once. */
  void arrivedOnce(Trial trial, BusRecord record, End end) {
    assertThat(end.done()).as(() -> "Done with, not parked: " + end.failures()).isTrue();
    assertThat(trial.held(goods)).as("How often the system holds it").isEqualTo(1);
    List<BusRecord> done = trial.done(goods, record);
    assertThat(done).as("What the hub tells of its success").hasSize(1);
    assertThat(Goods.remoteId(done.get(0).data()))
        .as("What the system is said to call it")
        .isNotEqualTo(Optional.of(""))
        .isNotEqualTo(Optional.of("null"));
    assertThat(trial.failed(goods, record)).as("What the hub tells of its failure").isEmpty();
  }

  /** The same, or a person is asked and nothing is handed over meanwhile. */
  void endedOnce(Trial trial, BusRecord record, End end) {
    if (!isUnsafe() || end.done()) {
      arrivedOnce(trial, record, end);
      return;
    }
    assertThat(trial.system().asked(sink()))
        .as("How often it was handed over")
        .isLessThanOrEqualTo(1);
    assertThat(trial.held(goods)).as("How often the system holds it").isLessThanOrEqualTo(1);
    assertThat(trial.done(goods, record)).as("What the hub tells of its success").isEmpty();
    assertThat(trial.hub().desk().unclear(PageRequest.first(100)).items())
        .as("What a person is asked about")
        .anyMatch(unclear -> unclear.account().equals(trial.account()));
  }
}
