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
import org.parley.api.Secret;
import org.parley.api.security.Vault;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/**
 * A sign-in that a person has begun, in the database, so that any hub may go on with it. What must
 * be brought back, and what was granted before a choice, lies in the vault.
 *
 * @param person who began it; it ends for nobody else
 * @param nextAt when the system may be asked next
 * @param endsAt when it is too late
 */
record Begun(
    UUID id,
    UUID account,
    Optional<UUID> app,
    UUID person,
    Step step,
    Instant nextAt,
    Instant endsAt) {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String COLUMNS =
      "SELECT id, account, app, person, step, next_at, ends_at FROM connectors_begun ";

  /** How far it is. */
  enum Step {
    /** The person has gone to the system. */
    GONE,
    /** The person enters a code at another device. */
    ENTERING,
    /** The system has answered; no other answer counts. */
    ANSWERED,
    /** The person chooses. */
    CHOOSING
  }

  /**
   * @param state what the system sends back
   */
  void insert(Transaction transaction, String state) {
    transaction
        .sql(
            """
            INSERT INTO connectors_begun (id, state, account, app, person, step, next_at, ends_at)
            VALUES (:id, :state, :account, :app, :person, :step, :nextAt, :endsAt)
            """)
        .bind("id", id)
        .bind("state", Randoms.hexDigest(state))
        .bind("account", account)
        .bind("app", app.orElse(null))
        .bind("person", person)
        .bind("step", step)
        .bind("nextAt", nextAt)
        .bind("endsAt", endsAt)
        .update();
  }

  static Optional<Begun> find(Transaction transaction, UUID id) {
    return transaction.sql(COLUMNS + "WHERE id = :id").bind("id", id).first(Begun::read);
  }

  static Optional<Begun> byState(Transaction transaction, String state) {
    return transaction
        .sql(COLUMNS + "WHERE state = :state")
        .bind("state", Randoms.hexDigest(state))
        .first(Begun::read);
  }

  /**
   * Goes on to a step.
   *
   * @return false when another has done so already
   */
  boolean move(Transaction transaction, Step to, Instant next) {
    return transaction
            .sql(
                """
                UPDATE connectors_begun SET step = :to, next_at = :next
                WHERE id = :id AND step = :from AND next_at = :before
                """)
            .bind("id", id)
            .bind("to", to)
            .bind("next", next)
            .bind("from", step)
            .bind("before", nextAt)
            .update()
        == 1;
  }

  Begun at(Step other, Instant next) {
    return new Begun(id, account, app, person, other, next, endsAt);
  }

  /**
   * Forgets it with its notes.
   *
   * @return false when another has done so already
   */
  boolean end(Transaction transaction, Vault vault) {
    int ended =
        transaction.sql("DELETE FROM connectors_begun WHERE id = :id").bind("id", id).update();
    vault.forget(notes(id));
    return ended == 1;
  }

  /** Forgets all that were begun for an account. */
  static void endAll(Transaction transaction, Vault vault, UUID account) {
    transaction
        .sql(COLUMNS + "WHERE account = :account")
        .bind("account", account)
        .list(Begun::read)
        .forEach(begun -> begun.end(transaction, vault));
  }

  /** Forgets those that nobody has come back from in time; some hold tokens to choose from. */
  static void sweep(Hub hub) {
    Instant now = hub.clock().instant();
    if (!hub.store().read(transaction -> over(transaction, now)).isEmpty()) {
      hub.store()
          .asOne(
              transaction -> {
                List<Begun> over = over(transaction, now);
                over.forEach(begun -> begun.end(transaction, hub.vault()));
                return over;
              });
    }
  }

  private static List<Begun> over(Transaction transaction, Instant now) {
    return transaction.sql(COLUMNS + "WHERE ends_at < :now").bind("now", now).list(Begun::read);
  }

  /** What is known of it in secret. */
  Map<String, String> notes(Vault vault) {
    return vault.find(notes(id)).map(Begun::read).orElse(Map.of());
  }

  void note(Vault vault, Map<String, String> notes) {
    try {
      vault.put(notes(id), new Secret(JSON.writeValueAsString(notes)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Notes cannot be written", e);
    }
  }

  private static String notes(UUID id) {
    return "begun/" + id;
  }

  private static Map<String, String> read(Secret notes) {
    try {
      return JSON.readValue(notes.reveal(), new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Notes cannot be read", e);
    }
  }

  private static Begun read(Row row) {
    return new Begun(
        row.id("id"),
        row.id("account"),
        row.findId("app"),
        row.id("person"),
        row.constant("step", Step.class),
        row.instant("next_at"),
        row.instant("ends_at"));
  }
}
