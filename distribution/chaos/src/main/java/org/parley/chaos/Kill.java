// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/** The process is gone from one moment to the next. */
public final class Kill implements Fault {
  @Override
  public String name() {
    return "kill";
  }

  @Override
  public String deed() {
    return "`kill -9` at a random moment, also while it starts";
  }

  @Override
  public void strike(Victim hub) {
    hub.kill();
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
}
