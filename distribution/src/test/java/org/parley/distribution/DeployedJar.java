// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A small bundle made by a test, to be dropped into the deploy folder. */
final class DeployedJar {
  private final String name;
  private final Manifest manifest = new Manifest();
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private DeployedJar(String name) {
    this.name = name;
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    with("Bundle-ManifestVersion", "2")
        .with("Bundle-SymbolicName", name)
        .with("Bundle-Version", "1.0.0");
  }

  static DeployedJar named(String symbolicName) {
    return new DeployedJar(symbolicName);
  }

  DeployedJar with(String header, String value) {
    manifest.getMainAttributes().putValue(header, value);
    return this;
  }

  /** Adds a component that offers one service, and wants another and settings of its own name. */
  DeployedJar withComponent(String component, String offered, String wanted) {
    text(
        "OSGI-INF/component.xml",
        """
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s"
            configuration-policy="require">
          <implementation class="%1$s"/>
          <service><provide interface="%2$s"/></service>
          <reference name="wanted" interface="%3$s"/>
        </scr:component>
        """
            .formatted(component, offered, wanted));
    return with("Service-Component", "OSGI-INF/component.xml");
  }

  DeployedJar text(String path, String content) {
    files.put(path, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Adds a class of the tests. */
  DeployedJar withClass(Class<?> type) throws IOException {
    String path = type.getName().replace('.', '/') + ".class";
    try (InputStream code = type.getClassLoader().getResourceAsStream(path)) {
      files.put(path, Objects.requireNonNull(code, path).readAllBytes());
    }
    return this;
  }

  void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".jar"));
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        jar.putNextEntry(new ZipEntry(file.getKey()));
        jar.write(file.getValue());
        jar.closeEntry();
      }
    }
  }
}
