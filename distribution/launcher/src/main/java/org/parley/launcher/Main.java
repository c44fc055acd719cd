// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The entry point behind {@code bin/parley}: {@code run} starts the hub, any other word asks a
 * running one.
 */
public final class Main {
  private static final Duration READY_LIMIT = Duration.ofMinutes(3);
  private static final Duration LINKS_PATIENCE = Duration.ofSeconds(10);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    try {
      Path distribution =
          Path.of(System.getProperty("parley.distribution", ".")).toAbsolutePath().normalize();
      Options options = Options.parse(List.of(arguments), System.getenv(), distribution);
      if (options.words().equals(List.of("run"))) {
        run(options);
      } else {
        System.exit(ask(new Home(options.home()), options.words()));
      }
    } catch (LaunchException e) {
      System.err.println(e.getMessage());
      System.exit(e.exitCode());
    } catch (UncheckedIOException e) {
      System.err.println("Home or distribution cannot be used: " + e.getMessage());
      System.exit(LaunchException.FAILED);
    }
  }

  private static int ask(Home home, List<String> words) throws InterruptedException {
    int exitCode = new ControlClient(home).ask(words, System.out);
    if (exitCode == 0 && words.equals(List.of("stop"))) {
      if (!home.awaitFree(STOP_LIMIT)) {
        throw new LaunchException(
            LaunchException.FAILED, "Parley has not stopped within " + STOP_LIMIT);
      }
      System.out.println("Parley has stopped");
    }
    return exitCode;
  }

  private static void run(Options options) throws InterruptedException {
    GivenSecrets.check(System.getenv());
    Home home = new Home(options.home());
    home.prepare(options.distribution().resolve("conf"));
    home.lock();
    Optional<ClassArchive> classes = ClassArchive.asked();
    classes.ifPresent(ClassArchive::forgetOthers);
    System.setProperty("parley.home", home.folder().toString());
    System.setProperty(
        "derby.stream.error.file", home.folder().resolve("log/derby.log").toString());
    HubSettings settings = HubSettings.of(options, home.settings());
    List<Feature> features =
        Feature.select(options.distribution().resolve("features"), settings.features());
    Address address = settings.address().claim();
    Hub hub = new Hub(options.distribution(), home, address, features);
    Runtime.getRuntime().addShutdownHook(new Thread(hub::stop, "parley-stop"));
    long end = System.nanoTime() + READY_LIMIT.toNanos();
    hub.start(LINKS_PATIENCE);
    boolean ready =
        hub.awaitStarted(READY_LIMIT)
            && new Readiness(address)
                .await(Duration.ofNanos(Math.max(0, end - System.nanoTime())), hub::isStopping);
    if (!ready && !hub.isStopping()) {
      throw new LaunchException(
          LaunchException.NOT_READY,
          "Parley did not become ready; the reason is in " + home.folder().resolve("log"));
    }
    if (ready) {
      System.out.println("Parley is ready at " + address.url());
      hub.isReady();
      classes.ifPresent(ClassArchive::makeLater);
    }
    hub.await();
    System.exit(0);
  }
}
