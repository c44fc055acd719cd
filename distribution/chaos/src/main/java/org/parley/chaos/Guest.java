// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * A bundle for the folder {@code deploy} of which there are several editions.
 *
 * @param name of its file
 * @param edition the file in it that says which edition it is
 */
record Guest(String name, String edition) {
  /** Copies an edition into the folder, as an administrator does. */
  void deploy(Victim hub, String words) throws IOException {
    Path folder = Files.createDirectories(hub.home().resolve("deploy"));
    Path made = Files.createTempFile(name, ".jar");
    try (JarFile jar = open();
        OutputStream out = Files.newOutputStream(made);
        var copy = new JarOutputStream(out, jar.getManifest())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
          copy.putNextEntry(new JarEntry(entry.getName()));
          boolean says = entry.getName().equals(edition);
          copy.write(says ? words.getBytes(UTF_8) : jar.getInputStream(entry).readAllBytes());
          copy.closeEntry();
        }
      }
    }
    Files.copy(made, folder.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
    Files.delete(made);
  }

  private JarFile open() throws IOException {
    URL found = Guest.class.getClassLoader().getResource(edition);
    if (found == null || !(found.openConnection() instanceof JarURLConnection connection)) {
      throw new ChaosFailed("The bundle '" + name + "' is not built");
    }
    connection.setUseCaches(false);
    return connection.getJarFile();
  }
}
