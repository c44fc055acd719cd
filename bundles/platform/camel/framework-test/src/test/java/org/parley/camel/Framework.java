// SPDX-License-Identifier: Apache-2.0
package org.parley.camel;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.FrameworkFactory;

/** A real Felix, filled with bundles from the test's class path. */
final class Framework implements AutoCloseable {

  private final org.osgi.framework.launch.Framework felix;

  Framework(Path storage) throws BundleException {
    felix =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    storage.toString(),
                    // else Felix looks into the class path of this test for what no bundle has
                    "felix.bootdelegation.implicit",
                    "false",
                    "org.ops4j.pax.logging.DefaultServiceLog.level",
                    "WARN"));
    felix.start();
  }

  /**
   * Installs the class path's entries of these artifacts, then starts them, each by its own name.
   */
  void start(String... artifacts) throws BundleException {
    List<Bundle> installed = new ArrayList<>();
    for (String artifact : artifacts) {
      installed.add(felix.getBundleContext().installBundle("reference:" + find(artifact).toURI()));
    }
    for (Bundle bundle : installed) {
      bundle.start();
    }
  }

  Bundle install(String name, InputStream content) throws BundleException {
    return felix.getBundleContext().installBundle(name, content);
  }

  Bundle bundle(String symbolicName) {
    return Arrays.stream(felix.getBundleContext().getBundles())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  <T> T service(Bundle bundle, Class<T> type) {
    var references = bundle.getRegisteredServices();
    if (references == null) {
      throw new AssertionError("Bundle '%s' publishes no service".formatted(bundle));
    }
    return type.cast(felix.getBundleContext().getService(references[0]));
  }

  /** An artifact is a jar of the repository, or what a module of this build left in its target. */
  private static File find(String artifact) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(File::new)
        .filter(entry -> entry.getName().matches(artifact + "-[0-9].*\\.jar"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No '%s' on the class path".formatted(artifact)));
  }

  @Override
  public void close() throws BundleException, IOException, InterruptedException {
    felix.stop();
    felix.waitForStop(10_000);
  }
}
