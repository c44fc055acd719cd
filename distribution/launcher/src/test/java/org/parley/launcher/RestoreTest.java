// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String DESCRIPTION = "format = 1\nfolders = db\n";

  private final Path home;
  private final Path backup;

  RestoreTest(@TempDir Path folder) throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    backup = folder.resolve("backup.zip");
    Files.createDirectory(home.resolve("db"));
    Files.writeString(home.resolve("db").resolve("old"), "old");
  }

  @Test
  void putsTheBackupInPlaceAndKeepsWhatWasThere() throws IOException {
    write(DESCRIPTION, "db/new", "db/deeper/new");

    Path replaced = restore();

    assertThat(home.resolve("db/new")).hasContent("db/new");
    assertThat(home.resolve("db/deeper/new")).hasContent("db/deeper/new");
    assertThat(home.resolve("db/old")).doesNotExist();
    assertThat(replaced.resolve("db/old")).hasContent("old");
  }

  @Test
  void marksTheFolderSoThatTheHubKnows() throws IOException {
    write(DESCRIPTION, "db/new");

    restore();

    assertThat(home.resolve("db").resolve(Restore.MARK)).hasContent(NOW.toString());
  }

  @Test
  void restoresIntoAnEmptyHome() throws IOException {
    Files.delete(home.resolve("db/old"));
    Files.delete(home.resolve("db"));
    write(DESCRIPTION, "db/new");

    assertThat(restore()).doesNotExist();
    assertThat(home.resolve("db/new")).exists();
  }

  @Test
  void refusesWhatIsNoBackupAndChangesNothing() throws IOException {
    write("format = 2\nfolders = db\n", "db/new");
    assertThatThrownBy(this::restore).hasMessageContaining("is no backup that this version");

    write("format = 1\nfolders = ../etc\n", "db/new");
    assertThatThrownBy(this::restore).hasMessageContaining("is no backup that this version");

    Files.writeString(backup, "not a zip");
    assertThatThrownBy(this::restore).hasMessageContaining("nothing was changed");

    assertThat(home.resolve("db/old")).hasContent("old");
  }

  @Test
  void refusesAnEntryThatLeavesTheHome() throws IOException {
    write(DESCRIPTION, "db/new", "../../evil");

    assertThatThrownBy(this::restore).hasMessageContaining("'../../evil'");
    assertThat(home.resolve("db/old")).hasContent("old");
  }

  @Test
  void refusesADamagedBackupBeforeItChangesAnything() throws IOException {
    write(DESCRIPTION, "db/a-name-long-enough-to-be-hit");
    byte[] content = Files.readAllBytes(backup);
    int body = new String(content, StandardCharsets.ISO_8859_1).indexOf("hit") + 5;
    content[body] ^= 0x55;
    Files.write(backup, content);

    assertThatThrownBy(this::restore).hasMessageContaining("nothing was changed");
    assertThat(home.resolve("db/old")).hasContent("old");
  }

  private Path restore() {
    return new Restore(home, NOW).run(backup);
  }

  private void write(String description, String... entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(backup))) {
      put(zip, Restore.DESCRIPTION, description);
      for (String entry : entries) {
        put(zip, entry, entry);
      }
    }
  }

  private static void put(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
