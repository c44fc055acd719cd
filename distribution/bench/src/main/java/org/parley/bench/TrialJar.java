// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * The connector's jar, from which others are made that differ by edition and version.
 *
 * @param built as the build left it
 */
record TrialJar(Path built) {
  private static final String EDITION = "org/parley/connector/trial/edition.txt";

  void write(Path file, int edition) throws IOException {
    try (JarFile jar = new JarFile(built.toFile())) {
      Manifest manifest = jar.getManifest();
      manifest.getMainAttributes().putValue("Bundle-Version", "1.0." + edition);
      try (OutputStream out = Files.newOutputStream(file);
          JarOutputStream copy = new JarOutputStream(out, manifest)) {
        for (JarEntry entry : Collections.list(jar.entries())) {
          if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
            copy.putNextEntry(new JarEntry(entry.getName()));
            copy.write(content(jar, entry, edition));
            copy.closeEntry();
          }
        }
      }
    }
  }

  private static byte[] content(JarFile jar, JarEntry entry, int edition) throws IOException {
    return entry.getName().equals(EDITION)
        ? Integer.toString(edition).getBytes(UTF_8)
        : jar.getInputStream(entry).readAllBytes();
  }
}
