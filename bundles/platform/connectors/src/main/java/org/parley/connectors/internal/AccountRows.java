// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** The accounts in the database. */
final class AccountRows {
  private static final JsonMapper JSON = new JsonMapper();

  static final String COLUMNS =
      """
      SELECT id, connector, name, settings, secrets, enabled, standard_since, repeat_unclear, version,
        created_at, changed_at
      FROM connectors_account
      """;

  private static final String INSERT =
      """
      INSERT INTO connectors_account (id, connector, name, settings, secrets, enabled, standard_since,
        repeat_unclear, version, created_at, changed_at)
      VALUES (:id, :connector, :name, :settings, :secrets, :enabled, :standardSince, :repeatUnclear,
        :version, :createdAt, :changedAt)
      """;

  private static final String UPDATE =
      """
      UPDATE connectors_account SET name = :name, settings = :settings, secrets = :secrets,
        enabled = :enabled, standard_since = :standardSince, repeat_unclear = :repeatUnclear,
        version = version + 1, changed_at = :changedAt
      WHERE id = :id AND version = :version
      """;

  private static final String DELETE_CURSORS = "DELETE FROM connectors_cursor WHERE account = :id";
  private static final String DELETE_SEEN = "DELETE FROM connectors_seen WHERE account = :id";

  private AccountRows() {}

  static List<StoredAccount> all(Transaction transaction) {
    return transaction.sql(COLUMNS + " ORDER BY name, id").list(AccountRows::account);
  }

  /** In no order, for that is asked every few seconds, and Derby's sorting is dear. */
  static List<StoredAccount> switchedOn(Transaction transaction, String connector) {
    return transaction
        .sql(COLUMNS + " WHERE connector = :connector AND enabled = :enabled")
        .bind("connector", connector)
        .bind("enabled", true)
        .list(AccountRows::account);
  }

  static Optional<StoredAccount> find(Transaction transaction, UUID id) {
    return transaction.sql(COLUMNS + " WHERE id = :id").bind("id", id).first(AccountRows::account);
  }

  /**
   * @return false when an account of that connector bears the name
   */
  static boolean insert(Transaction transaction, StoredAccount account) {
    return bind(transaction.sql(INSERT), account)
        .bind("connector", account.connector())
        .bind("createdAt", account.createdAt())
        .insertIfAbsent();
  }

  /**
   * @param account holds the version that was read
   * @return false when it has changed since or is gone
   */
  static boolean update(Transaction transaction, StoredAccount account) {
    return bind(transaction.sql(UPDATE), account).update() == 1;
  }

  static Optional<Long> version(Transaction transaction, UUID id) {
    return transaction
        .sql("SELECT version FROM connectors_account WHERE id = :id")
        .bind("id", id)
        .first(row -> row.number("version"));
  }

  /** Whether an account is as it was read; then it stays so until the transaction has ended. */
  static boolean isStill(Transaction transaction, StoredAccount account) {
    return transaction
            .sql(
                """
                UPDATE connectors_account SET version = version WHERE id = :id AND version = :version
                """)
            .bind("id", account.id())
            .bind("version", account.version())
            .update()
        == 1;
  }

  /** Has its routes begin anew on every hub. */
  static void touch(Transaction transaction, UUID id, Instant now) {
    transaction
        .sql(
            """
            UPDATE connectors_account SET version = version + 1, changed_at = :now WHERE id = :id
            """)
        .bind("id", id)
        .bind("now", now)
        .update();
  }

  static boolean bears(Transaction transaction, String connector, String name, UUID except) {
    return transaction
        .sql(
            """
            SELECT id FROM connectors_account
            WHERE connector = :connector AND name = :name AND id <> :except
            """)
        .bind("connector", connector)
        .bind("name", name)
        .bind("except", except)
        .first(row -> row.id("id"))
        .isPresent();
  }

  static boolean anyStandard(Transaction transaction) {
    return transaction
        .sql("SELECT id FROM connectors_account WHERE standard_since IS NOT NULL")
        .first(row -> row.id("id"))
        .isPresent();
  }

  /** Another instance, or somebody else, has other rules and was not asked to call the hub. */
  static void forgetAnswers(Transaction transaction, UUID id) {
    transaction
        .sql("DELETE FROM connectors_cursor WHERE account = :id AND capability IN (<names>)")
        .bind("id", id)
        .bindList("names", List.of(OwnRules.NAME, Renew.NAME, ToldLease.NAME))
        .update();
  }

  /** What was told while the account was switched off was not heard, be it the end of a call. */
  static void askAnew(Transaction transaction, UUID id, Instant now) {
    transaction
        .sql(
            """
            UPDATE connectors_cursor SET next_at = :now
            WHERE account = :id AND capability IN (<names>)
            """)
        .bind("id", id)
        .bind("now", now)
        .bindList("names", List.of(OwnRules.NAME, Renew.NAME))
        .update();
  }

  /** Where something is read on from, here or elsewhere, is asked anew. */
  static void forgetCursors(Transaction transaction, UUID id) {
    transaction.sql(DELETE_CURSORS).bind("id", id).update();
  }

  /** What one has told, and how far it was read, says nothing of what another tells. */
  static void forgetTold(Transaction transaction, UUID id) {
    forgetCursors(transaction, id);
    transaction.sql(DELETE_SEEN).bind("id", id).update();
  }

  /** The account first, as whoever writes for it does. */
  static void delete(Transaction transaction, UUID id) {
    for (String sql :
        List.of(
            "DELETE FROM connectors_account WHERE id = :id",
            DELETE_CURSORS,
            DELETE_SEEN,
            "DELETE FROM connectors_sign_in WHERE account = :id",
            "DELETE FROM connectors_call WHERE account = :id",
            "DELETE FROM connectors_budget WHERE account = :id")) {
      transaction.sql(sql).bind("id", id).update();
    }
  }

  private static Statement bind(Statement statement, StoredAccount account) {
    return statement
        .bind("id", account.id())
        .bind("name", account.name())
        .bind("settings", write(account.settings()))
        .bind("secrets", write(account.secrets()))
        .bind("enabled", account.enabled())
        .bind("standardSince", account.standardSince().orElse(null))
        .bind("repeatUnclear", account.repeatUnclear())
        .bind("version", account.version())
        .bind("changedAt", account.changedAt());
  }

  static StoredAccount account(Row row) {
    return new StoredAccount(
        row.id("id"),
        row.text("connector"),
        row.text("name"),
        read(row.text("settings"), new TypeReference<Map<String, @Nullable Object>>() {}),
        read(row.text("secrets"), new TypeReference<Map<String, String>>() {}),
        row.flag("enabled"),
        row.findInstant("standard_since"),
        row.flag("repeat_unclear"),
        row.number("version"),
        row.instant("created_at"),
        row.instant("changed_at"));
  }

  private static String write(Map<String, ?> tree) {
    try {
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Settings cannot be written", e);
    }
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Settings cannot be read", e);
    }
  }
}
