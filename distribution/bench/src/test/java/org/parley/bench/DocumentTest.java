// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {
  @TempDir Path folder;

  @Test
  void replacesOneSectionAndLeavesTheRest() throws IOException {
    Path file = folder.resolve("benchmarks.md");
    Files.writeString(
        file, "head\n<!-- begin a -->\nold\n<!-- end a -->\n<!-- begin b -->\nb\n<!-- end b -->\n");

    new Document(file).write("a", "new\n");
    new Document(file).write("a", "newest\n");

    assertThat(file)
        .hasContent(
            "head\n<!-- begin a -->\nnewest\n<!-- end a -->\n<!-- begin b -->\nb\n<!-- end b -->\n");
  }

  @Test
  void refusesADocumentWithoutItsMarks() throws IOException {
    Path file = Files.writeString(folder.resolve("benchmarks.md"), "nothing\n");

    assertThatThrownBy(() -> new Document(file).write("a", "new"))
        .isInstanceOf(BenchFailed.class)
        .hasMessageContaining("no marks for 'a'");
  }
}
