// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.parley.api.store.Transaction;
import org.parley.connectors.internal.WindowUse.State;

/** The books on budgets in the database. */
final class BudgetRows {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String LOCK =
      """
      UPDATE connectors_budget SET turn = turn + 1 WHERE scope = :scope
      """;

  private static final String INSERT =
      """
      INSERT INTO connectors_budget (scope, account, turn, state) VALUES (:scope, :account, 0, :state)
      """;

  private static final String FIND =
      """
      SELECT state, cap FROM connectors_budget WHERE scope = :scope
      """;

  private static final String WRITE =
      """
      UPDATE connectors_budget SET state = :state WHERE scope = :scope
      """;

  private static final String CAP =
      """
      UPDATE connectors_budget SET cap = :cap WHERE scope = :scope
      """;

  private static final String ENTER =
      """
      INSERT INTO connectors_budget_hub (id, beat) VALUES (:id, 0)
      """;

  private static final String BEAT =
      """
      UPDATE connectors_budget_hub SET beat = beat + 1 WHERE id = :id
      """;

  private BudgetRows() {}

  /** Locks a row until the transaction ends, and makes it where it is not there. */
  static Kept lock(Transaction transaction, String scope, Optional<UUID> account) {
    if (transaction.sql(LOCK).bind("scope", scope).update() == 0) {
      transaction
          .sql(INSERT)
          .bind("scope", scope)
          .bind("account", account.orElse(null))
          .bind("state", write(State.NONE))
          .insertIfAbsent();
      transaction.sql(LOCK).bind("scope", scope).update();
    }
    return find(transaction, scope).orElseThrow();
  }

  /** The same where it is there. */
  static Optional<Kept> lockIfThere(Transaction transaction, String scope) {
    return transaction.sql(LOCK).bind("scope", scope).update() == 0
        ? Optional.empty()
        : find(transaction, scope);
  }

  /**
   * Locks rows until the transaction ends. Who lives and what time it is it asks only then: a hub
   * may have come and taken something while the rows were waited for.
   *
   * @param wanted by their scopes in rising order, so that nobody waits in a ring
   */
  static Books lockAll(Transaction transaction, List<Wanted> wanted) {
    Map<String, Kept> rows = new LinkedHashMap<>();
    for (Wanted each : wanted) {
      if (!rows.containsKey(each.scope())) {
        each.lock(transaction).ifPresent(row -> rows.put(each.scope(), row));
      }
    }
    return new Books(rows, hubs(transaction), transaction.now());
  }

  static Optional<Kept> find(Transaction transaction, String scope) {
    return transaction
        .sql(FIND)
        .bind("scope", scope)
        .first(row -> new Kept(read(row.text("state")), row.findNumber("cap")));
  }

  static void write(Transaction transaction, String scope, State state) {
    transaction.sql(WRITE).bind("scope", scope).bind("state", write(state)).update();
  }

  static void delete(Transaction transaction, String scope) {
    transaction
        .sql("DELETE FROM connectors_budget WHERE scope = :scope")
        .bind("scope", scope)
        .update();
  }

  static void cap(Transaction transaction, String scope, Optional<Long> micros) {
    transaction.sql(CAP).bind("scope", scope).bind("cap", micros.orElse(null)).update();
  }

  /**
   * Says that a hub lives.
   *
   * @return whether it was there before
   */
  static boolean beat(Transaction transaction, UUID hub) {
    return transaction.sql(BEAT).bind("id", hub).update() == 1
        || !transaction.sql(ENTER).bind("id", hub).insertIfAbsent();
  }

  static void leave(Transaction transaction, UUID hub) {
    transaction.sql("DELETE FROM connectors_budget_hub WHERE id = :id").bind("id", hub).update();
  }

  static Set<UUID> hubs(Transaction transaction) {
    return new HashSet<>(
        transaction.sql("SELECT id FROM connectors_budget_hub").list(row -> row.id("id")));
  }

  static Map<UUID, Long> beats(Transaction transaction) {
    Map<UUID, Long> beats = new HashMap<>();
    transaction
        .sql("SELECT id, beat FROM connectors_budget_hub")
        .list(row -> Map.entry(row.id("id"), row.number("beat")))
        .forEach(each -> beats.put(each.getKey(), each.getValue()));
    return beats;
  }

  private static String write(State state) {
    try {
      return JSON.writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A budget cannot be written", e);
    }
  }

  private static State read(String json) {
    try {
      return JSON.readValue(json, State.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A budget cannot be read", e);
    }
  }

  /**
   * A row.
   *
   * @param cap of a month's money, where a person has set one
   */
  record Kept(State state, Optional<Long> cap) {}

  /**
   * A row that is to be locked.
   *
   * @param made whether it is made where it is not there
   * @param account whose row it is, where it is one account's
   */
  record Wanted(String scope, boolean made, Optional<UUID> account) {
    Optional<Kept> lock(Transaction transaction) {
      return made
          ? Optional.of(BudgetRows.lock(transaction, scope, account))
          : lockIfThere(transaction, scope);
    }
  }

  /**
   * Rows that nobody else changes now.
   *
   * @param rows those that are there, by scope, in the order in which they were locked
   * @param living the hubs that are there
   * @param now by the database's clock
   */
  record Books(Map<String, Kept> rows, Set<UUID> living, Instant now) {}
}
