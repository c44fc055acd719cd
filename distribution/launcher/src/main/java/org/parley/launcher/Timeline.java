// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;

/**
 * What a start went through and when, in milliseconds since the process began: the steps of the
 * launcher, each bundle that was started, each service of the hub's own that came, among them the
 * store of each room, which stands for its tables.
 */
final class Timeline implements SynchronousBundleListener, AllServiceListener {
  private static final String OWN = "org.parley.";

  private final Instant begin =
      ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
  private final Queue<Moment> moments = new ConcurrentLinkedQueue<>();

  private record Moment(Instant when, String what) {}

  void note(String what) {
    moments.add(new Moment(Instant.now(), what));
  }

  void watch(BundleContext framework) {
    framework.addBundleListener(this);
    framework.addServiceListener(this);
  }

  /** Writes what there is and watches no more. */
  void end(BundleContext framework, Path file) {
    framework.removeBundleListener(this);
    framework.removeServiceListener(this);
    try {
      Files.write(file, moments.stream().map(this::line).toList());
    } catch (IOException e) {
      System.err.println("The timeline of the start could not be written: " + e);
    }
  }

  private String line(Moment moment) {
    long millis = Duration.between(begin, moment.when).toMillis();
    return String.format("%6d  %s", millis, moment.what);
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.STARTED) {
      note("bundle " + event.getBundle().getSymbolicName());
    }
  }

  @Override
  public void serviceChanged(ServiceEvent event) {
    ServiceReference<?> service = event.getServiceReference();
    if (event.getType() == ServiceEvent.REGISTERED
        && service.getBundle() != null
        && service.getBundle().getSymbolicName().startsWith(OWN)) {
      Object room = service.getProperty("room");
      String names =
          String.join(", ", List.of((String[]) service.getProperty(Constants.OBJECTCLASS)));
      note("service " + names + (room == null ? "" : " of room " + room));
    }
  }
}
