// SPDX-License-Identifier: Apache-2.0
package org.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.store.Store;

@StoreTest(room = "sample")
class StoreTestTest {
  private final Store store;

  StoreTestTest(Store store) {
    this.store = store;
  }

  @BeforeEach
  void startsWithEmptyTables() {
    assertThat(count("thing")).isZero();
    assertThat(count("thing_part")).isZero();
  }

  @TestTemplate
  void emptiesTablesBeforeOneTest() {
    insert();
    assertThat(count("thing")).isOne();
  }

  @TestTemplate
  void emptiesTablesBeforeAnotherTest() {
    insert();
    assertThat(count("thing_part")).isOne();
  }

  @TestTemplate
  void keepsWhatMigrationsInserted() {
    assertThat(count("kind")).isOne();
  }

  @TestTemplate
  void givesOneStoreToConstructorAndMethod(Store again, TestStore opened) {
    assertThat(again).isSameAs(store).isSameAs(opened.store());
  }

  private void insert() {
    UUID id = Ids.next(Instant.parse("2026-01-01T00:00:00Z"));
    store.inTransaction(
        tx -> {
          tx.sql("INSERT INTO thing (id, name, live) VALUES (:id, :name, :live)")
              .bind("id", id)
              .bind("name", "a")
              .bind("live", true)
              .update();
          return tx.sql("INSERT INTO thing_part (thing) VALUES (:id)").bind("id", id).update();
        });
  }

  private long count(String table) {
    return store.read(
        tx ->
            tx.sql("SELECT COUNT(*) AS n FROM " + table)
                .first(row -> row.number("n"))
                .orElseThrow());
  }
}
