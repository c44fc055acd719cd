// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code connector new} makes, built by itself like a project of somebody else: against what
 * this build has made, from a local repository of its own, and dropped into a packed hub.
 */
class NewConnectorIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path COMMAND = ROOT.resolve("distribution/connector/run");
  private static final Pattern MODULE = Pattern.compile("<module>(.*?)</module>");
  private static final Pattern OWN =
      Pattern.compile("\n  <artifactId>(?<artifact>[^<]+)</artifactId>");
  private static final String VERSION = "0.1.0";
  private static final int ENOUGH_CHECKS = 80;
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void buildsPassesItsContractAndIsTakenByAHub() throws Exception {
    assertThat(run(folder, COMMAND.toString(), "new", "record", "--package", "com.example.tapes"))
        .endsWith("record-connector\n");
    Path project = folder.resolve("record-connector");

    build(project);

    String report =
        Files.readString(
            project.resolve("target/surefire-reports/com.example.tapes.RecordContractTest.txt"));
    assertThat(report).contains("Failures: 0, Errors: 0");
    assertThat(checks(report)).isGreaterThan(ENOUGH_CHECKS);
    takenByAHub(project.resolve("target/record-connector-1.0.0.jar"));
  }

  @Test
  void isNotMadeWhereSomethingIsAlreadyNorUnderNamesThatJavaRefuses() throws Exception {
    Files.createDirectory(folder.resolve("wall-connector"));

    assertThat(refused("new", "wall")).contains("'wall-connector' is there already");
    assertThat(refused("new", "class")).contains("cannot have 'class' in it");
    assertThat(refused("new", "Wall")).contains("the name 'Wall' must be of small letters");
    assertThat(refused("new", "wall", "--package", "wall")).contains("the package 'wall' must be");
    assertThat(refused("new")).contains("needs a name");
    try (var made = Files.list(folder)) {
      assertThat(made.filter(Files::isDirectory)).containsExactly(folder.resolve("wall-connector"));
    }
  }

  private void takenByAHub(Path jar) throws Exception {
    Path distribution =
        PackedHub.unpackForAShortLife(Files.createDirectory(folder.resolve("unpacked")));
    Path home = folder.resolve("home");
    Path deployed = Files.createDirectories(home.resolve("deploy")).resolve("record.jar");
    try (PackedHub hub =
        new PackedHub(
            distribution, home, Map.of("PARLEY_API_KEY", "a-key-for-this-test"), "--port", "0")) {
      Rest rest = new Rest(hub.awaitReady(), "a-key-for-this-test");
      Files.copy(jar, deployed);
      await().atMost(SOON).until(() -> rest.get("connectors").contains("\"record\""));
    }
  }

  private void build(Path project) throws IOException, InterruptedException {
    Path repository = Files.createDirectory(folder.resolve("repository"));
    publish(repository);
    Path settings =
        Files.writeString(
            folder.resolve("settings.xml"),
            """
            <settings><profiles><profile><id>here</id>
              <repositories>%1$s%2$s</repositories>
              <pluginRepositories>%3$s</pluginRepositories>
            </profile></profiles>
            <activeProfiles><activeProfile>here</activeProfile></activeProfiles></settings>
            """
                .formatted(
                    place("repository", "built", repository),
                    place("repository", "local", localRepository()),
                    place("pluginRepository", "plugins", localRepository())));
    run(
        project,
        "mvn",
        "-B",
        "-q",
        "-o",
        "-Daether.offline.protocols=file",
        "-Dmaven.repo.local=" + folder.resolve("local"),
        "-s",
        settings.toString(),
        "verify");
  }

  private static Path localRepository() {
    return Path.of(System.getProperty("parley.localRepository"));
  }

  private static String place(String element, String id, Path folder) {
    return "<%1$s><id>%2$s</id><url>%3$s</url><snapshots><enabled>false</enabled></snapshots></%1$s>"
        .formatted(element, id, folder.toUri());
  }

  /** All that this build has made so far, as a repository. */
  private static void publish(Path repository) throws IOException {
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    publish(ROOT, repository);
    for (String module : MODULE.matcher(pom).results().map(found -> found.group(1)).toList()) {
      publish(ROOT.resolve(module), repository);
    }
  }

  private static void publish(Path module, Path repository) throws IOException {
    Path pom = module.resolve("pom.xml");
    String artifact =
        OWN.matcher(Files.readString(pom)).results().map(found -> found.group(1)).toList().get(0);
    Path place =
        Files.createDirectories(
            repository.resolve("org/parley").resolve(artifact).resolve(VERSION));
    String name = artifact + "-" + VERSION;
    Files.copy(pom, place.resolve(name + ".pom"));
    Path jar = module.resolve("target").resolve(name + ".jar");
    if (Files.exists(jar)) {
      Files.copy(jar, place.resolve(name + ".jar"));
    }
  }

  private static int checks(String report) {
    return Pattern.compile("Tests run: (\\d+)")
        .matcher(report)
        .results()
        .map((MatchResult found) -> Integer.parseInt(found.group(1)))
        .findFirst()
        .orElse(0);
  }

  private String refused(String... words) throws IOException, InterruptedException {
    Answer answer = ask(folder, command(words));
    assertThat(answer.exitCode()).isEqualTo(2);
    return answer.text();
  }

  private static List<String> command(String... words) {
    List<String> command = new ArrayList<>(List.of(COMMAND.toString()));
    command.addAll(List.of(words));
    return command;
  }

  private String run(Path place, String... command) throws IOException, InterruptedException {
    Answer answer = ask(place, List.of(command));
    assertThat(answer.exitCode()).as(answer.text()).isZero();
    return answer.text();
  }

  private Answer ask(Path place, List<String> command) throws IOException, InterruptedException {
    return Answer.of(new ProcessBuilder(command).directory(place.toFile()), folder, LONG);
  }
}
