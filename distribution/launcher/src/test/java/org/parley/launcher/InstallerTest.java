// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWiring;

class InstallerTest {
  private static final BundleEntry ONE = new BundleEntry("org.example:one:1", 5);
  private static final BundleEntry TWO = new BundleEntry("org.example:two:1", 6);

  private final Path folder;
  private final Framework framework;
  private Repository repository;

  InstallerTest(@TempDir Path folder) {
    this.folder = folder;
    this.repository = new Repository(folder, Map.of());
    Repository sharing = new Repository(folder, Map.of(ONE.fileName(), ONE.file(folder)));
    this.framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    folder.resolve("cache").toString(),
                    Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                    "30"),
                new SharedBundles(sharing.shared(List.of(ONE, TWO))));
  }

  @BeforeEach
  void start() throws Exception {
    framework.start();
    write(ONE, "1.0.0");
    write(TWO, "1.0.0");
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(10_000);
  }

  @Test
  void installsAndStartsWhatIsNew() {
    assertThat(install(ONE, TWO)).isEqualTo(2);
    assertThat(bundle(ONE).getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(bundle(TWO).getState()).isEqualTo(Bundle.ACTIVE);
  }

  @Test
  void startsWhatAKilledStartHadOnlyInstalled() throws Exception {
    try (InputStream content = Files.newInputStream(ONE.file(folder))) {
      framework.getBundleContext().installBundle(repository.location(ONE), content);
    }

    install(ONE, TWO);

    assertThat(bundle(ONE).getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(bundle(TWO).getState()).isEqualTo(Bundle.ACTIVE);
  }

  @Test
  void changesNothingWhenNothingHasChanged() {
    install(ONE, TWO);

    assertThat(install(ONE, TWO)).isZero();
  }

  @Test
  void updatesWhatHasOtherContentUnderTheSameVersion() throws IOException {
    install(ONE, TWO);
    write(ONE, "1.0.1");

    assertThat(install(ONE, TWO)).isEqualTo(1);
    assertThat(bundle(ONE).getVersion()).hasToString("1.0.1");
  }

  @Test
  void updatesInsteadOfInstallingWhenTheVersionIsNew() throws IOException {
    install(ONE);
    BundleEntry newer = new BundleEntry("org.example:one:2", 5);
    write(newer, "2.0.0");

    assertThat(install(newer)).isEqualTo(1);
    assertThat(bundle(newer).getVersion()).hasToString("2.0.0");
    assertThat(framework.getBundleContext().getBundles()).hasSize(2);
  }

  @Test
  void removesWhatNoFeatureNamesAnyMoreButNotWhatCameOtherwise() throws Exception {
    install(ONE, TWO);
    BundleEntry guest = new BundleEntry("org.example:guest:1", 1);
    write(guest, "1.0.0");
    framework.getBundleContext().installBundle(guest.file(folder).toUri().toString());

    assertThat(install(ONE)).isEqualTo(1);
    assertThat(Stream.of(framework.getBundleContext().getBundles()).map(Bundle::getSymbolicName))
        .containsExactlyInAnyOrder("org.apache.felix.framework", "one", "guest");
  }

  @Test
  void connectsWhatHasMovedToTheClassPathAndTakesTheCopyAway() throws Exception {
    install(ONE, TWO);
    Bundle copy = bundle(ONE);
    repository = new Repository(folder, Map.of(ONE.fileName(), ONE.file(folder)));

    assertThat(install(ONE, TWO)).isEqualTo(2);
    assertThat(copy.getState()).isEqualTo(Bundle.UNINSTALLED);
    assertThat(bundle(ONE).getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(bundle(ONE).adapt(BundleWiring.class).getClassLoader())
        .isSameAs(ClassLoader.getSystemClassLoader());
    assertThat(bundle(ONE).getEntry("META-INF/MANIFEST.MF").openStream()).isNotEmpty();
    assertThat(bundle(TWO).adapt(BundleWiring.class).getClassLoader())
        .isNotSameAs(ClassLoader.getSystemClassLoader());
    assertThat(install(ONE, TWO)).isZero();
  }

  @Test
  void updatesWhatIsConnected() throws Exception {
    repository = new Repository(folder, Map.of(ONE.fileName(), ONE.file(folder)));
    install(ONE);
    write(ONE, "1.0.1");

    assertThat(install(ONE)).isEqualTo(1);
    assertThat(bundle(ONE).getVersion()).hasToString("1.0.1");
  }

  @Test
  void leavesStoppedWhatAnOperatorHasStopped() throws BundleException {
    install(ONE, TWO);
    bundle(ONE).stop();
    install(ONE, TWO);

    assertThat(bundle(ONE).getState()).isEqualTo(Bundle.RESOLVED);
  }

  @Test
  void refusesWhatTheDistributionLacksAndWhatIsNoBundle() throws IOException {
    assertThatThrownBy(() -> install(new BundleEntry("org.example:absent:1", 1)))
        .hasMessageContaining("'org.example:absent:1' is not in the distribution");

    BundleEntry plain = new BundleEntry("org.example:plain:1", 1);
    write(plain, null);
    assertThatThrownBy(() -> install(plain))
        .hasMessage("Feature names 'org.example:plain:1', which is no bundle");
  }

  private int install(BundleEntry... entries) {
    return new Installer(framework.getBundleContext(), repository, folder.resolve("cache"))
        .install(List.of(entries));
  }

  private Bundle bundle(BundleEntry entry) {
    return framework.getBundleContext().getBundle(repository.location(entry));
  }

  private void write(BundleEntry entry, @Nullable String version) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (version != null) {
      manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
      manifest
          .getMainAttributes()
          .putValue("Bundle-SymbolicName", entry.coordinates().split(":")[1]);
      manifest.getMainAttributes().putValue("Bundle-Version", version);
    }
    Path file = entry.file(folder);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      jar.finish();
    }
  }
}
