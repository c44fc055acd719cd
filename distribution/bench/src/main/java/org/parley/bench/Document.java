// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The document of all figures; each benchmark owns what stands between two marks. */
public final class Document {
  private final Path file;

  public Document(Path file) {
    this.file = file;
  }

  /** Puts a section in place of the one before. */
  public void write(String name, String section) throws IOException {
    String text = Files.readString(file);
    String begin = "<!-- begin " + name + " -->\n";
    int from = text.indexOf(begin);
    int to = text.indexOf("<!-- end " + name + " -->");
    if (from < 0 || to < from) {
      throw new BenchFailed("Document " + file + " has no marks for '" + name + "'");
    }
    Files.writeString(file, text.substring(0, from) + begin + section + text.substring(to));
  }
}
