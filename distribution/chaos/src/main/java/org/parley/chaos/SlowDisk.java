// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.util.Optional;

/** Each synchronous write takes a long time, as on a disk that dies or is shared. */
final class SlowDisk implements Fault {
  private static final long MILLIS = 500;

  private final DiskLayer layer = new DiskLayer();

  @Override
  public String name() {
    return "slow-fsync";
  }

  @Override
  public String deed() {
    return "each fsync and each synchronous write takes " + MILLIS + " ms";
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
    layer.tell(DiskLayer.Order.DELAY_MILLIS, MILLIS);
  }

  @Override
  public void heal(Victim hub) {
    layer.tell(DiskLayer.Order.DELAY_MILLIS, 0);
  }
}
