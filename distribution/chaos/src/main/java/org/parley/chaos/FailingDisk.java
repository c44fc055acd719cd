// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.util.Optional;

/** Each synchronous write fails with an error. */
final class FailingDisk implements Fault {
  private static final int EIO = 5;

  private final DiskLayer layer = new DiskLayer();

  @Override
  public String name() {
    return "failing-fsync";
  }

  @Override
  public String deed() {
    return "each fsync and each synchronous write fails with EIO";
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
    layer.tell(DiskLayer.Order.FAIL_WITH, EIO);
  }

  @Override
  public void heal(Victim hub) {
    layer.tell(DiskLayer.Order.FAIL_WITH, 0);
  }

  @Override
  public boolean leavesInDoubt() {
    return true;
  }
}
