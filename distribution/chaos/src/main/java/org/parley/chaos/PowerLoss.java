// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** The process is gone, and with it all that it has written and not made durable. */
final class PowerLoss implements Fault {
  private final DiskLayer layer = new DiskLayer();
  private int strikes;
  private long undone;

  @Override
  public String name() {
    return "power-loss";
  }

  @Override
  public String deed() {
    return "`kill -9`, and every write undone that no fsync or synchronous write had made durable";
  }

  @Override
  public Optional<String> obstacle() {
    return DiskLayer.obstacle();
  }

  @Override
  public void prepare(Victim hub) throws IOException, InterruptedException {
    layer.install(hub);
    layer.tell(DiskLayer.Order.JOURNAL, 1);
  }

  @Override
  public void strike(Victim hub) throws IOException {
    hub.kill();
    strikes++;
    undone += new LostWrites(layer, hub.home()).takeBack();
  }

  @Override
  public void heal(Victim hub) throws IOException {
    hub.start();
  }

  @Override
  public Duration lasting(Random random) {
    return Duration.ZERO;
  }

  @Override
  public boolean hitsWhatRecovers() {
    return true;
  }

  @Override
  public Optional<String> extent() {
    return Optional.of(undone + " writes undone");
  }

  @Override
  public void reconcile(Victim hub, Findings findings) {
    if (undone == 0) {
      findings.wrong("Of " + strikes + " losses of power none undid a write: nothing was lost");
    }
  }
}
