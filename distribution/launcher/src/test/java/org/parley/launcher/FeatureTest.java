// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureTest {
  @TempDir Path folder;

  @Test
  void readsBundlesWithTheirStartOrder() {
    Feature feature =
        Feature.parse(
            "hub", "{\"bundles\": [\"a.b:c:1\", {\"id\": \"d:e:2\", \"start-order\": \"7\"}]}");

    assertThat(feature.bundles())
        .containsExactly(new BundleEntry("a.b:c:1", 20), new BundleEntry("d:e:2", 7));
  }

  @Test
  void selectsOptionalFeaturesOnlyWhenWanted() throws IOException {
    Files.writeString(folder.resolve("base.json"), "{\"bundles\": []}");
    Files.writeString(
        folder.resolve("extra.json"), "{\"categories\": [\"optional\"], \"bundles\": []}");

    assertThat(Feature.select(folder, List.of())).extracting(Feature::name).containsExactly("base");
    assertThat(Feature.select(folder, List.of("extra")))
        .extracting(Feature::name)
        .containsExactly("base", "extra");
  }

  @Test
  void refusesAnUnknownFeatureNamingThoseThatExist() throws IOException {
    Files.writeString(folder.resolve("base.json"), "{\"bundles\": []}");

    assertThatThrownBy(() -> Feature.select(folder, List.of("extra")))
        .hasMessage("Feature 'extra' is not there; there are [base]");
  }

  @Test
  void refusesAVersionThatTheBuildDidNotFillIn() throws IOException {
    Files.writeString(folder.resolve("base.json"), "{\"bundles\": [\"a:b:${no.such}\"]}");

    assertThatThrownBy(() -> Feature.select(folder, List.of()))
        .hasMessageContaining("base.json")
        .hasMessageContaining("a:b:${no.such}");
  }

  @Test
  void findsABundleInARepositoryOfMavensLayout() {
    Path repository = Path.of("system");

    assertThat(new BundleEntry("a.b:c:1.0", 1).file(repository))
        .isEqualTo(Path.of("system/a/b/c/1.0/c-1.0.jar"));
    assertThat(new BundleEntry("a.b:c:war:x:1.0", 1).file(repository))
        .isEqualTo(Path.of("system/a/b/c/1.0/c-1.0-x.war"));
  }

  @Test
  void keepsTheNameOverVersions() {
    assertThat(new BundleEntry("a.b:c:1.0", 1).name())
        .isEqualTo(new BundleEntry("a.b:c:2", 1).name());
  }
}
