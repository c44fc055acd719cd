// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** The framework with the hub's bundles in it. */
final class Hub {
  /** Up to here is started what answers a short link and keeps its click: features say what. */
  private static final String LINKS_START_LEVEL = "10";

  /** When everything is started. */
  private static final int START_LEVEL = 30;

  /** Is there when links can be followed. */
  private static final String LINKS = "org.parley.api.links.Redirects";

  private static final String DEPLOY_START_LEVEL = "29";

  /** Changes are told at once by {@link FolderWatch}, where the system tells of them. */
  private static final String POLL_MILLIS = "2000";

  /** Private to the store, but a tenth of all classes of a start: from the class path for speed. */
  private static final String CLASS_PATH_ALONE = "org.apache.derby.*";

  private static final long STOP_MILLIS = 60_000;
  private static final long MOMENT_MILLIS = 100;

  private final Path distribution;
  private final Home home;
  private final Address address;
  private final Timeline timeline = new Timeline();
  private final CountDownLatch started = new CountDownLatch(1);
  private final List<BundleEntry> bundles;
  private final Repository repository;
  private final Framework framework;

  Hub(Path distribution, Home home, Address address, List<Feature> features) {
    this.distribution = distribution;
    this.home = home;
    this.address = address;
    this.bundles =
        features.stream()
            .flatMap(feature -> feature.bundles().stream())
            .sorted(Comparator.comparingInt(BundleEntry::startLevel))
            .toList();
    this.repository = Repository.of(distribution.resolve("system"));
    this.framework =
        new FrameworkFactory()
            .newFramework(properties(), new SharedBundles(repository.shared(bundles)));
  }

  Address address() {
    return address;
  }

  /**
   * Starts the bundles that links need, and then all others, which go on after this has returned;
   * those that cannot start are named on the error stream, the others run.
   *
   * @param patience with the links, which cannot be followed while their database is away
   */
  void start(Duration patience) throws InterruptedException {
    try {
      timeline.note("the launcher runs");
      init();
      timeline.note("the framework is made");
      timeline.watch(framework.getBundleContext());
      framework.getBundleContext().addFrameworkListener(Hub::report);
      SharedBundleFinder.know(framework.getBundleContext(), repository.shared(bundles));
      new Installer(framework.getBundleContext(), repository, home.cache()).install(bundles);
      timeline.note("bundles are those of the distribution");
      Arrival links = Arrival.of(LINKS, framework.getBundleContext());
      framework.start();
      boolean there = links.await(patience);
      timeline.note(there ? "links can be followed" : "links cannot be followed yet");
      if (!isStopping()) {
        framework
            .adapt(FrameworkStartLevel.class)
            .setStartLevel(START_LEVEL, event -> started.countDown());
      }
    } catch (BundleException e) {
      throw new LaunchException(LaunchException.FAILED, e.toString(), e);
    }
  }

  /**
   * Waits until all bundles have been started; answers false when the time is over, or when the hub
   * is stopped meanwhile, of which the framework tells nobody.
   */
  boolean awaitStarted(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    boolean all = false;
    while (!all && !isStopping() && System.nanoTime() < end) {
      all = started.await(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
    }
    FolderWatch.begin(List.of(home.settings(), home.deploy()));
    return all;
  }

  /** Writes what the start went through, beside the log. */
  void isReady() {
    timeline.note("ready");
    BundleContext context = framework.getBundleContext();
    if (context != null) { // not stopped meanwhile
      timeline.end(context, home.folder().resolve("log/start.txt"));
    }
  }

  /** A cache that a crash left unreadable is made anew: it holds nothing that is not elsewhere. */
  private void init() throws BundleException {
    try {
      framework.init();
    } catch (BundleException e) {
      deleteCache();
      framework.init();
    }
  }

  private void deleteCache() {
    try (Stream<Path> files = Files.walk(home.cache())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void report(FrameworkEvent event) {
    if (event.getType() == FrameworkEvent.ERROR) {
      Throwable failure = event.getThrowable();
      String why = failure == null ? "no reason was given" : failure.getMessage();
      System.err.println("Bundle '" + event.getBundle().getSymbolicName() + "' failed: " + why);
    }
  }

  boolean isStopping() {
    return framework.getState() != Bundle.ACTIVE && framework.getState() != Bundle.STARTING;
  }

  /** Stops all bundles in reverse order and waits for the end. */
  void stop() {
    try {
      framework.stop();
      framework.waitForStop(STOP_MILLIS);
    } catch (BundleException e) {
      throw new LaunchException(LaunchException.FAILED, e.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until somebody stops the framework. */
  void await() throws InterruptedException {
    framework.waitForStop(0);
  }

  private static String version() {
    String version = Hub.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put("parley.version", version());
    properties.put("parley.home", home.folder().toString());
    properties.put("parley.distribution", distribution.toString());
    properties.put("parley.url", address.url());
    properties.put(Constants.FRAMEWORK_STORAGE, home.cache().toString());
    properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, LINKS_START_LEVEL);
    properties.put("parley.start.level", Integer.toString(START_LEVEL));
    properties.put("parley.host", address.host());
    properties.put("parley.port", Integer.toString(address.port()));
    properties.put("org.apache.felix.http.host", Address.LOOPBACK);
    properties.put(
        "org.osgi.service.http.port", "0"); // until room web has something to answer with
    properties.put("felix.bootdelegation.implicit", "false"); // bundles import what they use
    properties.put(Constants.FRAMEWORK_BUNDLE_PARENT, Constants.FRAMEWORK_BUNDLE_PARENT_APP);
    properties.put(Constants.FRAMEWORK_BOOTDELEGATION, CLASS_PATH_ALONE);
    properties.put("felix.log.level", "0"); // what goes wrong is reported by our listener
    addFileInstall(properties);
    addLogging(properties);
    return properties;
  }

  /**
   * Settings and hot deploy: a jar that comes or goes refreshes nothing but what it is wired to.
   */
  private void addFileInstall(Map<String, String> properties) {
    properties.put("felix.fileinstall.dir", home.settings() + "," + home.deploy());
    properties.put(
        "felix.fileinstall.tmpdir", home.folder().resolve("run").resolve("deploy").toString());
    properties.put("felix.fileinstall.poll", POLL_MILLIS);
    properties.put("felix.fileinstall.noInitialDelay", "true");
    properties.put("felix.fileinstall.start.level", DEPLOY_START_LEVEL);
    properties.put("felix.fileinstall.filter", ".*\\.(jar|cfg|config)");
    properties.put("felix.fileinstall.optionalImportRefreshScope", "none");
    properties.put("felix.fileinstall.fragmentRefreshScope", "none");
  }

  private void addLogging(Map<String, String> properties) {
    properties.put(
        "org.ops4j.pax.logging.property.file", home.settings().resolve("logback.xml").toString());
    properties.put("org.ops4j.pax.logging.DefaultServiceLog.level", "ERROR");
  }
}
