// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.launch.Framework;

class SharedBundleFinderTest {

  @Test
  void tellsOfWhichBundleAClassIsThatTheLoaderOfTheJvmHasLoaded(@TempDir Path cache)
      throws Exception {
    Path jar = Path.of(Test.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Map<String, Path> shared = Map.of("parley:lib/junit", jar);
    Framework framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(Constants.FRAMEWORK_STORAGE, cache.toString()), new SharedBundles(shared));
    framework.init();
    try {
      Bundle junit = framework.getBundleContext().installBundle("parley:lib/junit");
      SharedBundleFinder.know(framework.getBundleContext(), shared);

      assertThat(FrameworkUtil.getBundle(Test.class)).isSameAs(junit);
      assertThat(FrameworkUtil.getBundle(String.class)).isNull();
    } finally {
      framework.stop();
      framework.waitForStop(10_000);
    }
  }
}
