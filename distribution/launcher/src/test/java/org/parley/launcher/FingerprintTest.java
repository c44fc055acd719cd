// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  @TempDir Path folder;

  private String print(String content, String comment) throws IOException {
    Path file = folder.resolve("some.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setComment(comment);
      ZipEntry entry = new ZipEntry("a.txt");
      entry.setTime(0);
      zip.putNextEntry(entry);
      zip.write(content.getBytes(UTF_8));
      zip.closeEntry();
    }
    return Fingerprint.of(file);
  }

  @Test
  void isTheSameForTheSameContent() throws IOException {
    assertThat(print("one", "")).isEqualTo(print("one", ""));
  }

  @Test
  void tellsContentOfTheSameLengthApart() throws IOException {
    assertThat(print("one", "")).isNotEqualTo(print("two", ""));
  }

  @Test
  void readsInFullWhatDoesNotEndInADirectory() throws IOException {
    assertThat(print("one", "a comment")).isNotEqualTo(print("two", "a comment"));
    assertThat(
            Fingerprint.of(Files.writeString(folder.resolve("no.jar"), "no jar at all, just text")))
        .isNotEqualTo(
            Fingerprint.of(
                Files.writeString(folder.resolve("no.jar"), "no jar at all, just test")));
    assertThat(Fingerprint.of(Files.writeString(folder.resolve("no.jar"), ""))).isEqualTo("0:0");
  }
}
