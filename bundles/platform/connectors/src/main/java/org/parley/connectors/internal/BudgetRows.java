// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.HashSet;
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
}
