// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;

/**
 * Connects the bundles that lie on the class path of the JVM: their classes come from its own
 * loader, which takes them ready-made from the archive of classes.
 */
final class SharedBundles implements ModuleConnector {
  private final Map<String, Path> jars;

  /**
   * @param jars the jar at each location
   */
  SharedBundles(Map<String, Path> jars) {
    this.jars = Map.copyOf(jars);
  }

  @Override
  public void initialize(File storage, Map<String, String> configuration) {
    // The framework keeps what there is to keep.
  }

  @Override
  public Optional<ConnectModule> connect(String location) {
    return Optional.ofNullable(jars.get(location)).map(jar -> () -> new SharedContent(jar));
  }

  @Override
  public Optional<BundleActivator> newBundleActivator() {
    return Optional.empty();
  }
}
