// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Brings the framework's bundles in line with the features: installs what is new, updates what has
 * other content, removes what is gone, and leaves alone what came by other ways (hot deploy,
 * console).
 */
final class Installer {
  private static final String RECORD = "parley.bundles";

  private final BundleContext framework;
  private final Repository repository;
  private final Path recordFile;
  private final Properties record = new Properties();

  Installer(BundleContext framework, Repository repository, Path cache) {
    this.framework = framework;
    this.repository = repository;
    this.recordFile = cache.resolve(RECORD);
  }

  /** Installs the bundles and marks new ones as started; answers how many were changed. */
  int install(List<BundleEntry> wanted) {
    try {
      return bringInLine(wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BundleException e) {
      throw new LaunchException(LaunchException.FAILED, e.toString(), e);
    }
  }

  private int bringInLine(List<BundleEntry> wanted) throws IOException, BundleException {
    Map<String, Bundle> present = present();
    load();
    int changed = removeGone(present, wanted);
    List<Bundle> fresh = new ArrayList<>();
    for (BundleEntry entry : wanted) {
      String location = repository.location(entry);
      Bundle bundle = present.get(location);
      String print = fingerprint(entry);
      @Nullable String before = record.getProperty(location);
      if (bundle == null) {
        fresh.add(installNew(entry));
        changed++;
      } else if (!print.equals(before)) {
        update(bundle, entry);
        changed++;
        if (before == null) { // a first start that was killed came this far
          fresh.add(bundle);
        }
      }
      record.setProperty(location, print);
    }
    for (Bundle bundle : fresh) {
      start(bundle);
    }
    if (changed > 0) {
      save();
    }
    return changed;
  }

  /** First of all, for one of them may come back from another place. */
  private int removeGone(Map<String, Bundle> present, List<BundleEntry> wanted)
      throws BundleException {
    Map<String, Bundle> gone = new HashMap<>(present);
    wanted.forEach(entry -> gone.remove(repository.location(entry)));
    for (Map.Entry<String, Bundle> each : gone.entrySet()) {
      each.getValue().uninstall();
      record.remove(each.getKey());
    }
    return gone.size();
  }

  private Map<String, Bundle> present() {
    Map<String, Bundle> present = new HashMap<>();
    for (Bundle bundle : framework.getBundles()) {
      if (bundle.getLocation().startsWith("parley:")) {
        present.put(bundle.getLocation(), bundle);
      }
    }
    return present;
  }

  private Bundle installNew(BundleEntry entry) throws IOException, BundleException {
    try (InputStream content = content(entry)) {
      Bundle bundle = framework.installBundle(repository.location(entry), content);
      if (bundle.getSymbolicName() == null) {
        throw new LaunchException(
            LaunchException.FAILED,
            "Feature names '" + entry.coordinates() + "', which is no bundle");
      }
      bundle.adapt(BundleStartLevel.class).setStartLevel(entry.startLevel());
      return bundle;
    }
  }

  private void update(Bundle bundle, BundleEntry entry) throws IOException, BundleException {
    try (InputStream content = content(entry)) {
      bundle.update(content);
      bundle.adapt(BundleStartLevel.class).setStartLevel(entry.startLevel());
    }
  }

  /** None of a shared bundle: the framework connects it by its location. */
  private @Nullable InputStream content(BundleEntry entry) throws IOException {
    return repository.shares(entry) ? null : Files.newInputStream(repository.file(entry));
  }

  /** Only new bundles: one that an operator has stopped stays stopped. */
  private static void start(Bundle bundle) throws BundleException {
    boolean fragment = bundle.getHeaders().get("Fragment-Host") != null;
    if (!fragment) {
      bundle.start(Bundle.START_ACTIVATION_POLICY);
    }
  }

  private String fingerprint(BundleEntry entry) throws IOException {
    Path file = repository.file(entry);
    if (Files.notExists(file)) {
      throw new LaunchException(
          LaunchException.FAILED,
          "Bundle '" + entry.coordinates() + "' is not in the distribution: " + file);
    }
    return Fingerprint.of(file) + ":" + entry.startLevel();
  }

  private void load() throws IOException {
    if (Files.exists(recordFile)) {
      try (InputStream in = Files.newInputStream(recordFile)) {
        record.load(in);
      }
    }
  }

  /** Whole or not at all, whenever the process is killed. */
  private void save() throws IOException {
    Path written = recordFile.resolveSibling(RECORD + ".new");
    try (Writer out = Files.newBufferedWriter(written)) {
      record.store(out, null);
    }
    Files.move(written, recordFile, StandardCopyOption.ATOMIC_MOVE);
  }
}
