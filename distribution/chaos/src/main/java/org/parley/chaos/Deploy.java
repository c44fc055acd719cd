// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Bundles are replaced while they work: a connector, and a core bundle that has tables. */
final class Deploy implements Fault {
  private static final List<String> BUNDLES = List.of("smtp", "measurement");

  @Override
  public String name() {
    return "deploy";
  }

  @Override
  public String deed() {
    return "the mail connector and the measurement bundle replaced by a copy of their jars";
  }

  /** Takes them out of the features, as an administrator has it who brings jars of his own. */
  @Override
  public void prepare(Victim hub) throws IOException, InterruptedException {
    Path own = hub.home().resolveSibling(hub.home().getFileName() + ".distribution");
    Shell.run("cp", "-r", hub.distribution().toString(), own.toString());
    hub.distribution(own);
    Files.createDirectories(hub.home().resolve("deploy"));
    for (String bundle : BUNDLES) {
      takeOut(bundle, own.resolve("features"));
      copy(bundle, hub);
    }
  }

  private static void takeOut(String bundle, Path features) throws IOException {
    String line = "\\{[^{}]*:" + bundle + ":[^{}]*},?";
    try (Stream<Path> files = Files.list(features)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        String without = Files.readString(file).replaceAll(line, "");
        Files.writeString(file, without.replaceAll(",\\s*]", "]"));
      }
    }
  }

  private static void copy(String bundle, Victim hub) throws IOException {
    try (Stream<Path> files = Files.walk(hub.distribution().resolve("system"))) {
      Path jar =
          files
              .filter(file -> file.getFileName().toString().matches(bundle + "-[0-9].*\\.jar"))
              .findFirst()
              .orElseThrow(() -> new ChaosFailed("There is no bundle '" + bundle + "'"));
      Path deployed = hub.home().resolve("deploy").resolve(bundle + ".jar");
      Files.copy(jar, deployed, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void strike(Victim hub) throws IOException {
    for (String bundle : BUNDLES) {
      copy(bundle, hub);
    }
  }

  /** Another copy may come while the first is being taken up. */
  @Override
  public void heal(Victim hub) throws IOException {
    strike(hub);
  }

  @Override
  public Duration lasting(Random random) {
    return Duration.ofMillis(200 + random.nextInt(4_000));
  }
}
