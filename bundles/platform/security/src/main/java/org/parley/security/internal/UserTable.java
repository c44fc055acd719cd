// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.security.Role;
import org.parley.api.security.User;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** The table of users. */
final class UserTable {
  private static final String SELECT =
      """
      SELECT id, name, full_name, password, roles, team, disabled, version, created_at
      FROM security_user
      """;

  private static final String INSERT =
      """
      INSERT INTO security_user
        (id, name, name_key, full_name, password, roles, team, disabled, version, created_at)
      VALUES
        (:id, :name, :nameKey, :fullName, :password, :roles, :team, :disabled, :version, :createdAt)
      """;

  private static final String UPDATE =
      """
      UPDATE security_user
      SET name = :name, name_key = :nameKey, full_name = :fullName, roles = :roles, team = :team,
        disabled = :disabled, version = version + 1
      WHERE id = :id AND version = :version
      """;

  private UserTable() {}

  /**
   * @param password what is kept of it
   */
  record Known(User user, String password) {}

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  static Optional<User> find(Transaction tx, UUID id) {
    return tx.sql(SELECT + "WHERE id = :id").bind("id", id).first(UserTable::user);
  }

  static Optional<Known> findByName(Transaction tx, String name) {
    return tx.sql(SELECT + "WHERE name_key = :key")
        .bind("key", key(name))
        .first(row -> new Known(user(row), row.text("password")));
  }

  static Paged<User> page(Transaction tx, PageRequest page) {
    List<User> found =
        tx.sql(SELECT + "WHERE name_key > :after ORDER BY name_key FETCH FIRST :limit ROWS ONLY")
            .bind("after", page.cursor().orElse(""))
            .bind("limit", page.limit() + 1)
            .list(UserTable::user);
    return Paged.of(found, page, user -> key(user.name()));
  }

  static boolean isEmpty(Transaction tx) {
    return tx.sql("SELECT id FROM security_user FETCH FIRST 1 ROWS ONLY").first(row -> 1).isEmpty();
  }

  /** Whether the name was free. */
  static boolean insert(Transaction tx, User user, String password) {
    return tx.sql(INSERT)
        .bind("id", user.id())
        .bind("name", user.name())
        .bind("nameKey", key(user.name()))
        .bind("fullName", user.fullName())
        .bind("password", password)
        .bind("roles", Roles.write(user.roles()))
        .bind("team", user.team().orElse(null))
        .bind("disabled", user.disabled())
        .bind("version", user.version())
        .bind("createdAt", user.createdAt())
        .insertIfAbsent();
  }

  /** Whether the version was still the present one. */
  static boolean update(Transaction tx, User user) {
    return tx.sql(UPDATE)
            .bind("id", user.id())
            .bind("name", user.name())
            .bind("nameKey", key(user.name()))
            .bind("fullName", user.fullName())
            .bind("roles", Roles.write(user.roles()))
            .bind("team", user.team().orElse(null))
            .bind("disabled", user.disabled())
            .bind("version", user.version())
            .update()
        == 1;
  }

  /**
   * Keeps a password without counting a change of the user, as a person does by {@link
   * #replacePassword}.
   *
   * @return whether there is such a user
   */
  static boolean setPassword(Transaction tx, UUID id, String password) {
    return tx.sql("UPDATE security_user SET password = :password, untold = FALSE WHERE id = :id")
            .bind("id", id)
            .bind("password", password)
            .update()
        == 1;
  }

  /** Whether the version was still the present one. */
  static boolean replacePassword(Transaction tx, UUID id, long version, String password) {
    return tx.sql(
                """
                UPDATE security_user
                SET password = :password, untold = FALSE, version = version + 1
                WHERE id = :id AND version = :version
                """)
            .bind("id", id)
            .bind("version", version)
            .bind("password", password)
            .update()
        == 1;
  }

  /** The user whose password was made up and not shown to anybody yet. */
  static Optional<User> findUntold(Transaction tx) {
    return tx.sql(SELECT + "WHERE untold = TRUE").first(UserTable::user);
  }

  static void keepUntold(Transaction tx, UUID id) {
    tx.sql("UPDATE security_user SET untold = TRUE WHERE id = :id").bind("id", id).update();
  }

  /** Whether this password is still the user's. */
  static boolean told(Transaction tx, UUID id, String password) {
    return tx.sql("UPDATE security_user SET untold = FALSE WHERE id = :id AND password = :password")
            .bind("id", id)
            .bind("password", password)
            .update()
        == 1;
  }

  /** Locks every administrator's row, so that two changes cannot both spare the other one. */
  static long lockAdministrators(Transaction tx) {
    return tx.sql(
            "UPDATE security_user SET version = version WHERE roles LIKE :role AND disabled = FALSE")
        .bind("role", "%" + Role.ADMINISTRATOR + "%")
        .update();
  }

  private static User user(Row row) {
    return new User(
        row.id("id"),
        row.text("name"),
        row.text("full_name"),
        Roles.read(row.text("roles")),
        row.findId("team"),
        row.flag("disabled"),
        row.number("version"),
        row.instant("created_at"));
  }
}
