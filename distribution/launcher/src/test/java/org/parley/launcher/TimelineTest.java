// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

class TimelineTest {
  private static final String MANIFEST =
      "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: org.parley.trial\n";

  @Test
  void namesStepsBundlesAndTheStoresOfRoomsInTheirOrder(@TempDir Path folder) throws Exception {
    Framework framework =
        new FrameworkFactory()
            .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString()));
    framework.start();
    try {
      Timeline timeline = new Timeline();
      timeline.note("begun");
      timeline.watch(framework.getBundleContext());
      Bundle bundle =
          framework.getBundleContext().installBundle("trial", new ByteArrayInputStream(jar()));
      bundle.start();
      Dictionary<String, Object> room = new Hashtable<>(Map.of("room", "trial"));
      bundle.getBundleContext().registerService(Runnable.class, () -> {}, room);
      Path file = folder.resolve("start.txt");
      timeline.end(framework.getBundleContext(), file);

      assertThat(Files.readAllLines(file))
          .allMatch(line -> line.matches(" *\\d+  .*"))
          .extracting(line -> line.replaceFirst(" *\\d+  ", ""))
          .containsExactly(
              "begun", "bundle org.parley.trial", "service java.lang.Runnable of room trial");
    } finally {
      framework.stop();
      framework.waitForStop(10_000);
    }
  }

  private static byte[] jar() throws Exception {
    Manifest manifest =
        new Manifest(new ByteArrayInputStream(MANIFEST.getBytes(StandardCharsets.UTF_8)));
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    new JarOutputStream(content, manifest).close();
    return content.toByteArray();
  }
}
