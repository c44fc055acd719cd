// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.api.connectors.Capability;
import org.parley.connectorkit.ConnectorContract.Group;

/** All that holds for handing something over. */
final class SinkChecks {
  private SinkChecks() {}

  static List<Group> of(Rig rig, Capability sink) {
    Optional<Goods> goods = Goods.of(sink);
    if (goods.isEmpty()) {
      Check nothing = Check.of("hands over", trial -> {});
      String reason = "The hub hands nothing over for '" + sink + "' yet";
      return List.of(new Group(sink.name(), List.of(nothing.onlyIf(false, reason))));
    }
    if (!plays(rig, sink)) {
      return List.of(new Group(sink.name(), List.of(Check.of("is played", SinkChecks::missing))));
    }
    var handing = new Handing(rig, goods.get());
    List<Group> groups = new ArrayList<>();
    String name = sink.name();
    groups.add(new Group(name + " once", new OnceChecks(handing).checks()).shared());
    groups.add(new Group(name + " asked to wait", new WaitChecks(handing).checks()).shared());
    groups.add(new Group(name + " in trouble", new TroubleChecks(handing).checks()).shared());
    groups.add(new Group(name + " misread", new AnswerChecks(handing).checks()).shared());
    groups.add(new Group(name + " refused", new RefusalChecks(handing).checks()).shared());
    groups.add(new Group(name + " signed in", new CredentialChecks(handing).checks()));
    groups.add(new Group(name + " texts", new TextChecks(handing).checks()).shared());
    groups.add(new Group(name + " secrets", new SecretChecks(handing).checks()).shared());
    groups.add(new Group(name + " apart", new ApartChecks(handing).checks()));
    return groups;
  }

  private static boolean plays(Rig rig, Capability sink) {
    try (Trial trial = new Trial(rig)) {
      return trial.system().plays(sink);
    }
  }

  private static void missing(Trial trial) {
    assertThat(false).as("play() says how the system takes what it is handed").isTrue();
  }
}
