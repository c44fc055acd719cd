// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.testkit.Ports;

/** One fault on a hub of its own, so that one that is broken for good does not spoil the rest. */
record OneHub(Fault fault, int usualRounds) implements Trial {
  @Override
  public String name() {
    return fault.name();
  }

  @Override
  public String deed() {
    return fault.deed();
  }

  @Override
  public Optional<String> obstacle() {
    return fault.obstacle();
  }

  @Override
  public Outcome carryOut(Path distribution, Path folder, Plan plan)
      throws IOException, InterruptedException {
    Map<String, String> java = Map.of("JAVA_HOME", System.getProperty("java.home"));
    Victim hub = new Victim(distribution, folder.resolve("home"), Ports.free(), java);
    return new Experiment(List.of(fault), plan, System.out).on(hub);
  }
}
