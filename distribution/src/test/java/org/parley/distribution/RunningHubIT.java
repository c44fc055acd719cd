// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What one running hub says and does; all tests talk to the same one. */
@TestInstance(Lifecycle.PER_CLASS)
class RunningHubIT {
  private final Path folder;
  private final PackedHub hub;
  private final String url;

  RunningHubIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Path distribution =
        PackedHub.unpackForAShortLife(Files.createDirectory(folder.resolve("unpacked")));
    hub = new PackedHub(distribution, folder.resolve("home"), Map.of(), "--port", "0");
    url = hub.awaitReady();
  }

  @AfterAll
  void end() {
    hub.close();
  }

  @Test
  void answersAtTheAddressThatItPrints() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();

    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isBetween(200, 499);
  }

  @Test
  void hasNoMetricThatOperatorsAreNotToldOf() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/metrics")).build();
    String metrics = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    List<String> names =
        Pattern.compile("(?m)^# TYPE (\\S+)")
            .matcher(metrics)
            .results()
            .map(found -> "`" + found.group(1) + "`")
            .toList();

    assertThat(names).contains("`parley_group_lag`", "`parley_bus_records`");
    assertThat(Files.readString(Path.of("../docs/operate.md"))).contains(names);
  }

  @Test
  void answersStatusWhileItRuns() throws Exception {
    assertThat(hub.ask("status").exitCode()).isZero();
    assertThat(hub.ask("status").text())
        .startsWith("Parley 0.1.0 at " + url)
        .contains(folder.resolve("home").toString(), "Health      ready\n", "Components")
        .doesNotContain("down");
  }

  @Test
  void keepsItsSocketToTheOwner() throws Exception {
    assertThat(Files.getPosixFilePermissions(folder.resolve("home/run/control.sock")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void saysWhatADeployedBundleMisses() throws Exception {
    DeployedJar.named("lonely")
        .with("Import-Package", "org.example.nowhere;version=\"[1,2)\"")
        .writeTo(folder.resolve("home/deploy"));

    await()
        .until(
            () ->
                hub.ask("why", "lonely").text().contains("Bundle 'lonely' 1.0.0 is not resolved"));
    assertThat(hub.ask("why", "lonely").text()).contains("it misses", "org.example.nowhere");
    assertThat(hub.ask("status").text()).contains("1 down");

    Files.delete(folder.resolve("home/deploy/lonely.jar"));
    await().until(() -> !hub.ask("status").text().contains("down"));
  }

  @Test
  void saysWhatADeployedComponentWaitsForAndTakesItsSettingsFromAFile() throws Exception {
    Path settings = folder.resolve("home/conf/org.example.Waiting.cfg");
    DeployedJar.named("waiting")
        .withComponent("org.example.Waiting", "java.lang.Runnable", "org.example.Absent")
        .writeTo(folder.resolve("home/deploy"));
    await()
        .until(
            () ->
                hub.ask("why", "Runnable").text().contains("for settings of org.example.Waiting"));

    Files.writeString(settings, "colour = blue\n");
    await()
        .until(() -> hub.ask("why", "Runnable").text().contains("for service org.example.Absent"));
    assertThat(hub.ask("why").text())
        .contains("Component 'org.example.Waiting' of bundle 'waiting' waits");

    Files.delete(folder.resolve("home/deploy/waiting.jar"));
    await().until(() -> !hub.ask("why").text().contains("org.example.Waiting"));
  }

  @Test
  void saysWhoOffersWhatIsThere() throws Exception {
    assertThat(hub.ask("why", "ConfigurationAdmin").text())
        .isEqualTo(
            "Service 'ConfigurationAdmin' is there, from bundle 'org.apache.felix.configadmin'\n");
  }

  @Test
  void listsItsVerbsWhenOneIsUnknown() throws Exception {
    assertThat(hub.ask("sing").exitCode()).isEqualTo(2);
    assertThat(hub.ask("sing").text()).contains("'sing' is unknown", "status:", "why:", "stop:");
  }

  @Test
  void tellsHowItIsUsedAndDoesNothingThatWasMeantOtherwise() throws Exception {
    assertThat(hub.ask("stop", "--help").text()).startsWith("Usage: parley COMMAND");
    assertThat(hub.ask("stop", "now").exitCode()).isEqualTo(2);
    assertThat(hub.ask("stop", "now").text()).contains("'now' is unknown");

    assertThat(hub.ask("status").exitCode()).isZero();
  }

  @Test
  void followsACircleOfWaitingComponentsOnce() throws Exception {
    DeployedJar.named("egg")
        .withComponent("org.example.Egg", "org.example.EggService", "org.example.HenService")
        .writeTo(folder.resolve("home/deploy"));
    DeployedJar.named("hen")
        .withComponent("org.example.Hen", "org.example.HenService", "org.example.EggService")
        .writeTo(folder.resolve("home/deploy"));
    Files.writeString(folder.resolve("home/conf/org.example.Egg.cfg"), "a = b\n");
    Files.writeString(folder.resolve("home/conf/org.example.Hen.cfg"), "a = b\n");

    await().until(() -> hub.ask("why", "org.example.Egg").text().contains("as said above"));
    assertThat(hub.ask("why", "org.example.Egg").text())
        .containsSubsequence(
            "Component 'org.example.Egg' of bundle 'egg' waits",
            "  for service org.example.HenService",
            "    offered by component 'org.example.Hen', which waits",
            "      for service org.example.EggService",
            "        offered by component 'org.example.Egg', which waits",
            "          as said above");
  }
}
