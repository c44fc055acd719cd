// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;

/** Waits for a service whose type this class path does not know. */
final class Arrival implements AllServiceListener {
  private final BundleContext framework;
  private final CountDownLatch there = new CountDownLatch(1);

  private Arrival(BundleContext framework) {
    this.framework = framework;
  }

  /** Looks out from now on, once; what is there already is not seen. */
  static Arrival of(String service, BundleContext framework) {
    Arrival arrival = new Arrival(framework);
    try {
      framework.addServiceListener(arrival, "(" + Constants.OBJECTCLASS + "=" + service + ")");
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException("'" + service + "' is no name of a service", e);
    }
    return arrival;
  }

  /** Answers false when the time is over first, also when the framework was stopped meanwhile. */
  boolean await(Duration limit) throws InterruptedException {
    return there.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void serviceChanged(ServiceEvent event) {
    if (event.getType() == ServiceEvent.REGISTERED) {
      framework.removeServiceListener(this);
      there.countDown();
    }
  }
}
