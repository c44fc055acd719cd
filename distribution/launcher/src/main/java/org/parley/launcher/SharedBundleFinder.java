// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.connect.FrameworkUtilHelper;

/**
 * Tells {@link FrameworkUtil#getBundle(Class)} which shared bundle a class is of: their one loader
 * does not know. The framework's api finds it by the name of its class, so what it has to know is
 * static.
 */
public final class SharedBundleFinder implements FrameworkUtilHelper {
  private static volatile Function<Path, Optional<Bundle>> bundleOfJar = jar -> Optional.empty();

  /**
   * @param jars of the shared bundles by their locations
   */
  static void know(BundleContext framework, Map<String, Path> jars) {
    Map<Path, String> locations = new HashMap<>();
    jars.forEach((location, jar) -> locations.put(jar, location));
    bundleOfJar = jar -> Optional.ofNullable(locations.get(jar)).map(framework::getBundle);
  }

  @Override
  public Optional<Bundle> getBundle(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    return file(source.getLocation()).flatMap(bundleOfJar);
  }

  private static Optional<Path> file(URL location) {
    try {
      return "file".equals(location.getProtocol())
          ? Optional.of(Path.of(location.toURI()))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
