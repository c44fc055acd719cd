// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * Within a hub: writes down again and again how each bundle and each component stands, and every
 * event of a bundle that was seen since.
 */
public final class Observer {
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Queue<String> events = new ConcurrentLinkedQueue<>();
  private final SynchronousBundleListener listener = this::note;
  private volatile @Nullable ServiceComponentRuntime components;
  private volatile boolean stopped;

  public void bind(ServiceComponentRuntime runtime) {
    components = runtime;
  }

  public void activate(BundleContext context) {
    context.addBundleListener(listener);
    Path file = Path.of(context.getProperty("parley.home"), "observed.txt");
    var thread = new Thread(() -> run(context, file), "observer");
    thread.setDaemon(true);
    thread.start();
  }

  public void deactivate(BundleContext context) {
    stopped = true;
    context.removeBundleListener(listener);
  }

  private void note(BundleEvent event) {
    events.add("event\t" + event.getBundle().getSymbolicName() + "\t" + event.getType());
  }

  private void run(BundleContext context, Path file) {
    while (!stopped) {
      List<String> lines = new ArrayList<>();
      for (Bundle bundle : context.getBundles()) {
        lines.add(line(bundle));
      }
      lines.addAll(configurations());
      lines.addAll(events);
      write(file, lines);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** A refresh gives a bundle another wiring. */
  private static String line(Bundle bundle) {
    return "bundle\t%s\t%d, state %d, changed %d, wiring %d"
        .formatted(
            bundle.getSymbolicName(),
            bundle.getBundleId(),
            bundle.getState(),
            bundle.getLastModified(),
            System.identityHashCode(bundle.adapt(BundleWiring.class)));
  }

  /** A component that is activated anew has another id and another service. */
  private List<String> configurations() {
    ServiceComponentRuntime runtime = components;
    if (runtime == null) {
      return List.of();
    }
    return runtime.getComponentDescriptionDTOs().stream()
        .flatMap(description -> runtime.getComponentConfigurationDTOs(description).stream())
        .map(
            component ->
                "component\t%s\t%s, id %d, service %s"
                    .formatted(
                        component.description.bundle.symbolicName,
                        component.description.name,
                        component.id,
                        component.service == null ? "" : component.service.id))
        .toList();
  }

  private static void write(Path file, List<String> lines) {
    try {
      Path written = file.resolveSibling("observed.new");
      Files.write(written, lines);
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
