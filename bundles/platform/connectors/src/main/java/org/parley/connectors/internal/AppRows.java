// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** The apps in the database. */
final class AppRows {
  private static final String COLUMNS =
      """
      SELECT id, connector, instance, name, client, secret, own, version, created_at, changed_at
      FROM connectors_app
      """;

  private static final String INSERT =
      """
      INSERT INTO connectors_app (id, connector, instance, name, client, secret, own, version, created_at,
        changed_at)
      VALUES (:id, :connector, :instance, :name, :client, :secret, :own, :version, :createdAt, :changedAt)
      """;

  private static final String UPDATE =
      """
      UPDATE connectors_app SET name = :name, client = :client, secret = :secret, version = version + 1,
        changed_at = :changedAt
      WHERE id = :id AND version = :version
      """;

  private AppRows() {}

  static List<StoredApp> all(Transaction transaction) {
    return transaction.sql(COLUMNS + " ORDER BY connector, instance, name").list(AppRows::app);
  }

  static Optional<StoredApp> find(Transaction transaction, UUID id) {
    return transaction.sql(COLUMNS + " WHERE id = :id").bind("id", id).first(AppRows::app);
  }

  static List<StoredApp> of(Transaction transaction, String connector, String instance) {
    return transaction
        .sql(COLUMNS + " WHERE connector = :connector AND instance = :instance ORDER BY name")
        .bind("connector", connector)
        .bind("instance", instance)
        .list(AppRows::app);
  }

  /**
   * @return false when one of that connector and instance bears the name
   */
  static boolean insert(Transaction transaction, StoredApp app) {
    return bind(transaction.sql(INSERT), app)
        .bind("connector", app.connector())
        .bind("instance", app.instance())
        .bind("own", app.own())
        .bind("createdAt", app.createdAt())
        .insertIfAbsent();
  }

  /**
   * @param app holds the version that was read
   * @return false when it has changed since or is gone
   */
  static boolean update(Transaction transaction, StoredApp app) {
    return bind(transaction.sql(UPDATE), app).update() == 1;
  }

  static boolean bears(Transaction transaction, StoredApp app) {
    return of(transaction, app.connector(), app.instance()).stream()
        .anyMatch(other -> other.name().equals(app.name()) && !other.id().equals(app.id()));
  }

  static void delete(Transaction transaction, UUID id) {
    transaction.sql("DELETE FROM connectors_app WHERE id = :id").bind("id", id).update();
  }

  /** How many accounts sign in by it. */
  static long accounts(Transaction transaction, UUID id) {
    return transaction
        .sql("SELECT COUNT(*) AS many FROM connectors_sign_in WHERE app = :id")
        .bind("id", id)
        .first(row -> row.number("many"))
        .orElse(0L);
  }

  /** Has the routes of those that sign in by it begin anew. */
  static void touchAccounts(Transaction transaction, UUID id, Instant now) {
    transaction
        .sql(
            """
            UPDATE connectors_account SET version = version + 1, changed_at = :now
            WHERE id IN (SELECT account FROM connectors_sign_in WHERE app = :id)
            """)
        .bind("id", id)
        .bind("now", now)
        .update();
  }

  private static Statement bind(Statement statement, StoredApp app) {
    return statement
        .bind("id", app.id())
        .bind("name", app.name())
        .bind("client", app.client())
        .bind("secret", app.secret().orElse(null))
        .bind("version", app.version())
        .bind("changedAt", app.changedAt());
  }

  private static StoredApp app(Row row) {
    return new StoredApp(
        row.id("id"),
        row.text("connector"),
        row.text("instance"),
        row.text("name"),
        row.text("client"),
        row.findText("secret"),
        row.flag("own"),
        row.number("version"),
        row.instant("created_at"),
        row.instant("changed_at"));
  }
}
