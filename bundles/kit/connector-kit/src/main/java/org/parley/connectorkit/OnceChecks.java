// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.OutwardReader.Delivery;
import org.parley.connectorkit.StandIn.Taken;
import org.parley.testkit.FaultServer.Answer;

/** Each thing arrives once, whatever the bus does, and nowhere else. */
final class OnceChecks {
  private final Handing handing;
  private final Goods goods;

  OnceChecks(Handing handing) {
    this.handing = handing;
    goods = handing.goods();
  }

  List<Check> checks() {
    boolean keyed = handing.rig().knowsKeys(handing.sink());
    boolean marked = keyed || handing.rig().rehearsal().isMarked(handing.sink());
    String unmarked = "The stand-in recognises nothing by a mark";
    return List.of(
        Check.of("hands over, and tells of it", this::handsOver),
        Check.of("does so with one request", this::oneRequest),
        Check.of("does nothing when the bus delivers again", this::deliveredAgain),
        Check.of("does nothing when the bus delivers again after a restart", this::afterRestart),
        Check.of("goes on after a restart in the middle", this::restartsInTheMiddle),
        Check.of("takes two of the same words for two", this::sameWords),
        Check.of("hands over several at once", this::several),
        Check.of("shows the same mark in each attempt", this::sameMark).onlyIf(marked, unmarked),
        Check.of("shows the same mark after a restart", this::sameMarkAfterRestart)
            .onlyIf(marked, unmarked),
        Check.of("shows another mark for another thing", this::otherMarks).onlyIf(marked, unmarked),
        Check.of("calls no other system", this::noOtherSystem));
  }

  private void handsOver(Trial trial) {
    BusRecord record = trial.sample(goods, "Hello");
    handing.arrivedOnce(trial, record, trial.deliver(record));
  }

  private void oneRequest(Trial trial) {
    trial.deliver(trial.sample(goods, "Hello"));
    assertThat(trial.system().asked(handing.sink())).as("Requests").isEqualTo(1);
  }

  private void deliveredAgain(Trial trial) {
    BusRecord record = trial.sample(goods, "Hello");
    trial.deliver(record);
    handing.arrivedOnce(trial, record, trial.deliver(record));
    assertThat(trial.system().asked(handing.sink())).as("Requests").isEqualTo(1);
  }

  private void afterRestart(Trial trial) {
    BusRecord record = trial.sample(goods, "Hello");
    trial.deliver(record);
    trial.restart();
    handing.arrivedOnce(trial, record, trial.deliver(record));
  }

  private void restartsInTheMiddle(Trial trial) {
    BusRecord record = trial.sample(goods, "Hello");
    trial.system().meets(handing.sink(), Trouble.after(Answer.reset()));
    trial.rig().courier().once(record, 1);
    trial.restart();
    trial.rig().time().advance(Duration.ofMinutes(1));
    handing.endedOnce(trial, record, trial.deliver(record));
  }

  private void sameWords(Trial trial) {
    BusRecord first = trial.sample(goods, "Hello");
    BusRecord second = trial.sample(goods, "Hello");
    trial.deliver(first);
    trial.deliver(second);
    assertThat(trial.held(goods)).as("What the system holds").isEqualTo(2);
    assertThat(trial.done(goods, first)).hasSize(1);
    assertThat(trial.done(goods, second)).hasSize(1);
  }

  private void several(Trial trial) {
    List<BusRecord> records = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      records.add(trial.sample(goods, "Number " + i));
    }
    records.stream()
        .map(record -> trial.hub().deliver(new Delivery(record, 1, false)))
        .toList()
        .forEach(trial.rig().courier()::await);
    if (goods.worded()) {
      assertThat(trial.system().taken(handing.sink()))
          .extracting(Taken::text)
          .doesNotHaveDuplicates();
    }
    assertThat(trial.held(goods)).isEqualTo(5);
    assertThat(records).allSatisfy(each -> assertThat(trial.done(goods, each)).hasSize(1));
  }

  private void sameMark(Trial trial) {
    trial
        .system()
        .meets(
            handing.sink(),
            Trouble.before(Answer.of(429, "{}", "Retry-After: 1")),
            Trouble.before(Answer.of(503, "{}")),
            Trouble.before(Answer.reset()));
    trial.deliver(trial.sample(goods, "Hello"));
    oneMark(trial);
  }

  private void sameMarkAfterRestart(Trial trial) {
    BusRecord record = trial.sample(goods, "Hello");
    trial.system().meets(handing.sink(), Trouble.before(Answer.of(429, "{}", "Retry-After: 1")));
    trial.rig().courier().once(record, 1);
    trial.restart();
    trial.rig().time().advance(Duration.ofMinutes(1));
    trial.deliver(record);
    oneMark(trial);
  }

  private void oneMark(Trial trial) {
    var taking = trial.system().taking(handing.sink());
    assertThat(trial.system().asking(handing.sink()).stream().map(taking::markOf).distinct())
        .as("Marks of all attempts at one thing")
        .hasSize(1)
        .doesNotContain("");
  }

  private void otherMarks(Trial trial) {
    trial.deliver(trial.sample(goods, "Hello"));
    trial.deliver(trial.sample(goods, "Hello"));
    var taking = trial.system().taking(handing.sink());
    assertThat(trial.system().asking(handing.sink()).stream().map(taking::markOf).distinct())
        .as("Marks of two things")
        .hasSize(2);
  }

  private void noOtherSystem(Trial trial) {
    trial.account();
    trial.system().meets(handing.sink(), Trouble.after(Answer.of(500, "{}")));
    trial.deliver(trial.sample(goods, "Hello"));
    Set<String> own = trial.rig().contract().hosts(trial.system());
    assertThat(trial.rig().takeCalled())
        .as("Where its routes called")
        .extracting(URI::getAuthority)
        .allMatch(own::contains);
  }
}
