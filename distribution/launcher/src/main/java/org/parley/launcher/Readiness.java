// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Asks the hub over HTTP whether it is ready: a framework that looks healthy proves nothing. */
final class Readiness {
  private static final int OK = 200;
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final long POLL_MILLIS = 50;

  private final Address address;

  Readiness(Address address) {
    this.address = address;
  }

  /** Answers false when the time is over or the hub is given up before it was ready. */
  boolean await(Duration limit, BooleanSupplier givenUp) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!isReady()) {
      if (System.nanoTime() > end || givenUp.getAsBoolean()) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  private boolean isReady() {
    try {
      HttpURLConnection health =
          (HttpURLConnection) URI.create(address.url() + "/health").toURL().openConnection();
      health.setConnectTimeout(TIMEOUT_MILLIS);
      health.setReadTimeout(TIMEOUT_MILLIS);
      return health.getResponseCode() == OK;
    } catch (IOException e) {
      return false;
    }
  }
}
