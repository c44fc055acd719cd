// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.parley.api.connectors.Capability;
import org.parley.connectorkit.ConnectorContract.Group;
import org.parley.connectorkit.StandIn.Fact;

/** All that holds for being told something. */
final class SourceChecks {
  private SourceChecks() {}

  static List<Group> of(Rig rig, Capability source) {
    List<Group> groups = new ArrayList<>();
    boolean polled = rig.rehearsal().polled().contains(source);
    boolean hooked = rig.rehearsal().hooks().contains(source);
    if (polled) {
      boolean played = isTold(rig, source);
      groups.add(
          new Group(
              source + " asked for",
              played ? new PollChecks(rig, source).checks() : missing("play() tells it")));
    }
    if (hooked) {
      boolean played = rig.contract().call(new Fact(1, "Hello")).isPresent();
      groups.add(
          new Group(
              source + " called in",
              played ? new WebhookChecks(rig).checks() : missing("call() tells it")));
    }
    if (groups.isEmpty()) {
      Check listens = Check.of("is told of", trial -> {});
      String reason = "It is neither asked for nor called in";
      groups.add(new Group(source.name(), List.of(listens.onlyIf(false, reason))));
    }
    return groups;
  }

  private static boolean isTold(Rig rig, Capability source) {
    try (Trial trial = new Trial(rig)) {
      return trial.system().isTold(source);
    }
  }

  private static List<Check> missing(String what) {
    return List.of(Check.of("is played", trial -> assertThat(false).as(what).isTrue()));
  }
}
