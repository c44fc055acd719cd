// SPDX-License-Identifier: Apache-2.0
package org.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.ParleyException;
import org.parley.store.internal.Database;
import org.parley.store.internal.MigrationFiles;
import org.parley.testkit.StoreTest;
import org.parley.testkit.TestStore;

@StoreTest(room = {})
class MigrationSqlTest {
  private static final String FIRST =
      "CREATE TABLE pet (id ${id} NOT NULL PRIMARY KEY, fed ${instant}, story ${text}, picture ${bytes},"
          + " number ${identity});";

  private TestStore schema;

  @BeforeEach
  void newSchema(TestStore opened) {
    schema = TestStore.open(opened.kind());
  }

  @AfterEach
  void close() {
    schema.close();
  }

  @TestTemplate
  void replacesPlaceholders() {
    migrate("pets", Map.of("V1__pets.sql", FIRST));
    assertThat(insertPet()).isPositive();
  }

  @TestTemplate
  void addsWhatIsNewAndKeepsWhatIsThere() {
    migrate("pets", Map.of("V1__pets.sql", FIRST));
    insertPet();
    migrate(
        "pets",
        Map.of(
            "V1__pets.sql",
            FIRST,
            "V2__names.sql",
            "ALTER TABLE pet ADD COLUMN name VARCHAR(20) DEFAULT 'Rex';"));
    assertThat(
            schema
                .store()
                .<List<String>>read(tx -> tx.sql("SELECT name FROM pet").list(r -> r.text("name"))))
        .containsExactly("Rex");
  }

  @TestTemplate
  void keepsHistoryOfEachRoom() {
    migrate("pets", Map.of("V1__pets.sql", FIRST));
    migrate("pet-owners", Map.of("V1__owners.sql", "CREATE TABLE owner_of_pet (id ${id});"));
    assertThat(count("\"pets_schema_history\"")).isPositive();
    assertThat(count("\"pet_owners_schema_history\"")).isPositive();
    assertThat(count("owner_of_pet")).isZero();
  }

  @TestTemplate
  void sparesFlywayWhenNothingChanged() {
    migrate("pets", Map.of("V1__pets.sql", FIRST));
    schema.store().inTransaction(tx -> tx.sql("DROP TABLE \"pets_schema_history\"").update());
    assertThatCode(() -> migrate("pets", Map.of("V1__pets.sql", FIRST))).doesNotThrowAnyException();
    assertThatThrownBy(() -> count("\"pets_schema_history\"")).isInstanceOf(ParleyException.class);
  }

  @TestTemplate
  void refusesFileThatChangedAfterwards() {
    migrate("pets", Map.of("V1__pets.sql", FIRST));
    assertThatThrownBy(() -> migrate("pets", Map.of("V1__pets.sql", FIRST + "-- more")))
        .isInstanceOf(ParleyException.class)
        .hasMessage(
            "Migration 'V1__pets.sql' of room 'pets' was changed after it had been run; put it back"
                + " and add a new one");
  }

  @TestTemplate
  void refusesFileThatIsGone() {
    migrate("pets", Map.of("V1__pets.sql", FIRST, "V2__more.sql", "CREATE TABLE toy (id ${id});"));
    assertThatThrownBy(
            () -> migrate("pets", Map.of("V2__more.sql", "CREATE TABLE toy (id ${id});")))
        .hasMessage("Migration 'V1' of room 'pets' was run but is no longer there; put it back");
  }

  @TestTemplate
  void leavesNoHalfOfFailedFile() {
    Map<String, String> files =
        Map.of(
            "V1__pets.sql",
            FIRST,
            "V2__broken.sql",
            "CREATE TABLE half (id ${id}); INSERT INTO nowhere VALUES (1);");
    assertThatThrownBy(() -> migrate("pets", files))
        .isInstanceOf(ParleyException.class)
        .hasMessageStartingWith(
            "The tables of room 'pets' cannot be made: Script V2__broken.sql failed: ")
        .message()
        .containsIgnoringCase("nowhere");
    assertThat(count("pet")).isZero();
    assertThatThrownBy(() -> count("half")).isInstanceOf(ParleyException.class);
    migrate(
        "pets", Map.of("V1__pets.sql", FIRST, "V2__whole.sql", "CREATE TABLE half (id ${id});"));
    assertThat(count("half")).isZero();
  }

  @TestTemplate
  void letsAnOlderHubUseNewerTables() {
    String second = "CREATE TABLE toy (id ${id});";
    migrate("pets", Map.of("V1__pets.sql", FIRST, "V2__toys.sql", second));
    assertThatCode(() -> migrate("pets", Map.of("V1__pets.sql", FIRST))).doesNotThrowAnyException();
  }

  private void migrate(String room, Map<String, String> files) {
    Database database = Database.open(schema.settings());
    try {
      database.migrate(new MigrationFiles(room, new TreeMap<>(files)));
    } finally {
      database.release();
    }
  }

  private long insertPet() {
    return schema
        .store()
        .inTransaction(
            tx ->
                tx.sql("INSERT INTO pet (id) VALUES (:id)")
                    .bind("id", Things.newId())
                    .insertForKey("number"));
  }

  private long count(String table) {
    return schema
        .store()
        .read(
            tx ->
                tx.sql("SELECT COUNT(*) AS n FROM " + table)
                    .first(row -> row.number("n"))
                    .orElseThrow());
  }
}
