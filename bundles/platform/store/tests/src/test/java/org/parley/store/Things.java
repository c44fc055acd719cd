// SPDX-License-Identifier: Apache-2.0
package org.parley.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.Secret;
import org.parley.api.store.Statement;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.store.internal.Database;
import org.parley.store.internal.DatabaseSettings;
import org.parley.store.internal.MigrationFiles;

/** The table that these tests write to. */
final class Things {
  private static final MigrationFiles FILES =
      new MigrationFiles(
          "sample",
          new TreeMap<>(
              Map.of(
                  "V1__things.sql",
                  "CREATE TABLE thing (id ${id} NOT NULL PRIMARY KEY, name VARCHAR(200),"
                      + " amount BIGINT, live BOOLEAN);")));

  private Things() {}

  /** An embedded database that has the table. */
  static Database derby(Path home) {
    Database database =
        Database.open(
            new DatabaseSettings("jdbc:derby:" + home.resolve("db"), "", new Secret(""), 4));
    database.migrate(FILES);
    return database;
  }

  static Statement insert(Transaction transaction, String name) {
    return transaction
        .sql("INSERT INTO thing (id, name, amount, live) VALUES (:id, :name, 0, TRUE)")
        .bind("id", newId())
        .bind("name", name);
  }

  static UUID newId() {
    return Ids.next(Instant.parse("2026-01-01T00:00:00Z"));
  }

  static int add(Transaction transaction, String name, long amount) {
    return transaction
        .sql("UPDATE thing SET amount = amount + :amount WHERE name = :name")
        .bind("amount", amount)
        .bind("name", name)
        .update();
  }

  static long amount(Store store, String name) {
    return store.read(
        tx ->
            tx.sql("SELECT amount FROM thing WHERE name = :name")
                .bind("name", name)
                .first(row -> row.number("amount"))
                .orElseThrow());
  }

  static List<String> names(Store store) {
    return store.read(
        tx -> tx.sql("SELECT name FROM thing ORDER BY name").list(row -> row.text("name")));
  }
}
