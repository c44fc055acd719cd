// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.connector.sandbox.Shelf.Entry;

class ShelfTest {
  @TempDir Path folder;

  @Test
  void recognisesAKeyAndCountsTheRepetition() {
    try (var shelf = new Shelf(file())) {
      Entry first = shelf.put("post", "a", "k", Map.of("text", "one"));

      assertThat(shelf.put("post", "a", "k", Map.of("text", "two"))).isEqualTo(first);
      assertThat(shelf.put("mail", "a", "k", Map.of()).number()).isEqualTo(2);
      assertThat(shelf.all("post")).containsExactly(first);
      assertThat(shelf.repeats()).isEqualTo(1);
    }
  }

  @Test
  void remembersEverythingAfterARestart() {
    try (var shelf = new Shelf(file())) {
      shelf.put("post", "a", "k", Map.of("text", "O'Brien \uD83D\uDC4B"));
    }
    try (var shelf = new Shelf(file())) {
      assertThat(shelf.all("post"))
          .extracting(entry -> entry.text("text"))
          .containsExactly("O'Brien \uD83D\uDC4B");
      shelf.put("post", "a", "k", Map.of());
      assertThat(shelf.all("post")).hasSize(1);
    }
  }

  @Test
  void dropsALineThatAKillCutOff() throws Exception {
    try (var shelf = new Shelf(file())) {
      shelf.put("post", "a", "k1", Map.of());
    }
    Files.writeString(file(), "{\"number\":2,\"kind\":\"po", StandardOpenOption.APPEND);
    try (var shelf = new Shelf(file())) {
      shelf.put("post", "a", "k2", Map.of());
    }
    try (var shelf = new Shelf(file())) {
      assertThat(shelf.all("post")).extracting(Entry::key).containsExactly("k1", "k2");
    }
  }

  private Path file() {
    return folder.resolve("accepted.jsonl");
  }
}
