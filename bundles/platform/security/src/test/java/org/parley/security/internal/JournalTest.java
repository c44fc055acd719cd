// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir Path folder;

  @Test
  void knowsItsStreamByDeviceAndInode() throws IOException {
    Path stream = Files.createFile(folder.resolve("stream"));
    var attributes = Files.readAttributes(stream, "unix:dev,ino");
    String name = attributes.get("dev") + ":" + attributes.get("ino");

    assertThat(Journal.keeps(Map.of("JOURNAL_STREAM", name), stream)).isTrue();
  }

  @Test
  void isAnotherStreamForATerminalOfTheSameSession() throws IOException {
    Path stream = Files.createFile(folder.resolve("stream"));

    assertThat(Journal.keeps(Map.of("JOURNAL_STREAM", "9:1"), stream)).isFalse();
    assertThat(Journal.keeps(Map.of(), stream)).isFalse();
  }

  @Test
  void isSupposedWhereTheStreamCannotBeSeen() {
    assertThat(Journal.keeps(Map.of("JOURNAL_STREAM", "9:1"), folder.resolve("none"))).isTrue();
  }
}
