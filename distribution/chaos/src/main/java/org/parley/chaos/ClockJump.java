// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The clock is wrong by a day, one time ahead, the next behind. */
public final class ClockJump implements Fault {
  private static final long DAY = Duration.ofDays(1).toSeconds();

  private final DiskLayer layer = new DiskLayer();
  private int sign = -1;

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public String deed() {
    return "the clock jumps a day ahead or back, and then to what it was";
  }

  @Override
  public Optional<String> obstacle() {
    return DiskLayer.obstacle();
  }

  @Override
  public void prepare(Victim hub) throws IOException, InterruptedException {
    layer.install(hub);
  }

  @Override
  public void strike(Victim hub) {
    sign = -sign;
    layer.tell(DiskLayer.Order.CLOCK_AHEAD_SECONDS, sign * DAY);
  }

  @Override
  public void heal(Victim hub) {
    layer.tell(DiskLayer.Order.CLOCK_AHEAD_SECONDS, 0);
  }
}
