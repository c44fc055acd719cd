// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.api.Busy;
import org.parley.api.Secret;

class NewDatabaseTest {
  @TempDir private Path home;

  @Test
  void makesOneThatOpens() {
    assertOpens();
    assertThat(home.resolve("db.new")).doesNotExist();
  }

  @Test
  void beginsAgainWhereItWasCutShort() throws Exception {
    Path making = home.resolve("db.new");
    Engines.create(making);
    Files.delete(making.resolve("service.properties"));

    assertOpens();
    assertThat(making).doesNotExist();
  }

  @Test
  void leavesAloneWhatIsThere() throws IOException {
    Path kept = Files.writeString(Files.createDirectory(home.resolve("db")).resolve("kept"), "so");

    NewDatabase.make(home.resolve("db"));

    assertThat(kept).hasContent("so");
  }

  @Test
  void saysWhatCannotBeMadeSoThatItIsTriedAgain() throws IOException {
    Path file = Files.createFile(home.resolve("file"));

    assertThatThrownBy(() -> NewDatabase.make(file.resolve("db")))
        .isInstanceOf(Busy.class)
        .hasMessageContaining(file.resolve("db").toString());
  }

  private void assertOpens() {
    String url = "jdbc:derby:" + home.resolve("db");
    try (Database database = Database.open(new DatabaseSettings(url, "", new Secret(""), 2))) {
      List<Boolean> rows = database.store().read(read -> read.sql("VALUES (1)").list(row -> true));
      assertThat(rows).hasSize(1);
    }
  }
}
