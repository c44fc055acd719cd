// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;
import org.parley.connector.SignInRefused;

/**
 * How accounts are signed in, in the database. A token is kept only while the turn is the one that
 * it was asked from, so of several that ask none overwrites what is newer.
 */
final class SignInRows {
  private static final int LONGEST = 500;

  private static final String COLUMNS =
      """
      SELECT account, app, turn, asked_at, subject_id, subject, scopes, signed_at, signed_by, expires_at,
        lasts_since, ends_at, refused, refusal, left_as
      FROM connectors_sign_in
      """;

  private SignInRows() {}

  /**
   * @param asked whether the system was asked for the next token and nobody knows what came of it
   * @param scopes empty where the system does not say
   * @param leftAs as whom it was signed out
   */
  record Stored(
      UUID account,
      Optional<UUID> app,
      long turn,
      boolean asked,
      Optional<String> subjectId,
      Optional<String> subject,
      Optional<Set<String>> scopes,
      Optional<Instant> signedAt,
      Optional<String> signedBy,
      Optional<Instant> expiresAt,
      Lasting lasting,
      Optional<SignInRefused.Reason> refused,
      Optional<String> refusal,
      Optional<String> leftAs) {
    /** Whether it was that person's before; without a sign-out nobody else can sign in. */
    boolean isOf(Optional<String> subject) {
      return signedAt.isPresent() || (leftAs.isPresent() && leftAs.equals(subject));
    }
  }

  /** The accounts of a connector that are signed in by an id; whose it is, its place says. */
  static List<UUID> accountsOf(Transaction transaction, String connector, String subjectId) {
    return transaction
        .sql(
            """
            SELECT s.account AS account FROM connectors_sign_in s, connectors_account a
            WHERE s.account = a.id AND a.connector = :connector AND s.subject_id = :subject
            """)
        .bind("connector", connector)
        .bind("subject", cut(subjectId))
        .list(row -> row.id("account"));
  }

  static Optional<Stored> find(Transaction transaction, UUID account) {
    return transaction
        .sql(COLUMNS + " WHERE account = :account")
        .bind("account", account)
        .first(SignInRows::stored);
  }

  static List<Stored> all(Transaction transaction) {
    return transaction.sql(COLUMNS).list(SignInRows::stored);
  }

  /**
   * Notes that the system is about to be asked for the next token; holds others off until the
   * transaction has ended.
   *
   * @return the row as it was before
   */
  static Stored ask(Transaction transaction, UUID account, Instant now) {
    insertIfAbsent(transaction, account);
    transaction
        .sql("UPDATE connectors_sign_in SET turn = turn WHERE account = :account")
        .bind("account", account)
        .update();
    Stored before = find(transaction, account).orElseThrow();
    transaction
        .sql("UPDATE connectors_sign_in SET asked_at = :now WHERE account = :account")
        .bind("account", account)
        .bind("now", now)
        .update();
    return before;
  }

  /** Notes that the system was not asked after all, or has answered that it gives nothing. */
  static void answered(Transaction transaction, UUID account, long turn) {
    transaction
        .sql(
            """
            UPDATE connectors_sign_in SET asked_at = NULL
            WHERE account = :account AND turn = :turn
            """)
        .bind("account", account)
        .bind("turn", turn)
        .update();
  }

  /**
   * Notes a token that is kept in the same transaction.
   *
   * @return false when another was kept since that turn, or all were forgotten
   */
  static boolean keep(Transaction transaction, UUID account, long turn, Held held) {
    return transaction
            .sql(
                """
                UPDATE connectors_sign_in SET turn = turn + 1, asked_at = NULL, expires_at = :expiresAt,
                  lasts_since = :since, ends_at = :endsAt, refused = NULL, refusal = NULL
                WHERE account = :account AND turn = :turn
                """)
            .bind("account", account)
            .bind("turn", turn)
            .bind("expiresAt", held.token().expiresAt().orElse(null))
            .bind("since", held.lasting().since().orElse(null))
            .bind("endsAt", held.lasting().endsAt().orElse(null))
            .update()
        == 1;
  }

  static void refuse(
      Transaction transaction, UUID account, long turn, SignInRefused.Reason reason, String said) {
    transaction
        .sql(
            """
            UPDATE connectors_sign_in SET asked_at = NULL, refused = :reason, refusal = :said
            WHERE account = :account AND turn = :turn
            """)
        .bind("account", account)
        .bind("turn", turn)
        .bind("reason", reason)
        .bind("said", said)
        .update();
  }

  /** Notes why what is kept is not enough. */
  static void refuse(
      Transaction transaction, UUID account, SignInRefused.Reason reason, String said) {
    transaction
        .sql(
            """
            UPDATE connectors_sign_in SET refused = :reason, refusal = :said
            WHERE account = :account
            """)
        .bind("account", account)
        .bind("reason", reason)
        .bind("said", said)
        .update();
  }

  /** Notes what a person has signed in as; whatever was asked for before comes too late. */
  static void sign(Transaction transaction, Granted granted, By by) {
    insertIfAbsent(transaction, by.account());
    transaction
        .sql(
            """
            UPDATE connectors_sign_in SET app = :app, turn = turn + 1, asked_at = NULL,
              subject_id = :subjectId, subject = :subject, scopes = :scopes, signed_at = :at,
              signed_by = :by, expires_at = :expiresAt, lasts_since = :since, ends_at = :endsAt,
              refused = NULL, refusal = NULL
            WHERE account = :account
            """)
        .bind("account", by.account())
        .bind("app", by.app().orElse(null))
        .bind("subjectId", granted.fact(Granted.ID).map(SignInRows::cut).orElse(null))
        .bind("subject", name(granted).map(SignInRows::cut).orElse(null))
        .bind("scopes", granted.scopes().map(all -> String.join(" ", all)).orElse(null))
        .bind("at", by.at())
        .bind("by", by.name())
        .bind("expiresAt", granted.held().token().expiresAt().orElse(null))
        .bind("since", granted.held().lasting().since().orElse(null))
        .bind("endsAt", granted.held().lasting().endsAt().orElse(null))
        .update();
  }

  private static Optional<String> name(Granted granted) {
    return granted.fact(Granted.NAME).or(() -> granted.fact(Granted.ID));
  }

  /** As much as the column holds. */
  static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  /** Who signs which account in, by what and when. */
  record By(UUID account, Optional<UUID> app, String name, Instant at) {}

  /** Forgets as whom an account was signed in; what is under way is not kept. */
  static void leave(Transaction transaction, UUID account) {
    transaction
        .sql(
            """
            UPDATE connectors_sign_in SET app = NULL, turn = turn + 1, asked_at = NULL,
              left_as = COALESCE(subject_id, left_as), subject_id = NULL,
              subject = NULL, scopes = NULL, signed_at = NULL, signed_by = NULL, expires_at = NULL,
              lasts_since = NULL, ends_at = NULL, refused = NULL, refusal = NULL
            WHERE account = :account
            """)
        .bind("account", account)
        .update();
  }

  /** Elsewhere the same id is somebody else's. */
  static void forgetAsWhom(Transaction transaction, UUID account) {
    transaction
        .sql("UPDATE connectors_sign_in SET left_as = NULL WHERE account = :account")
        .bind("account", account)
        .update();
  }

  static void delete(Transaction transaction, UUID account) {
    transaction
        .sql("DELETE FROM connectors_sign_in WHERE account = :account")
        .bind("account", account)
        .update();
  }

  private static void insertIfAbsent(Transaction transaction, UUID account) {
    transaction
        .sql("INSERT INTO connectors_sign_in (account, turn) VALUES (:account, :turn)")
        .bind("account", account)
        .bind("turn", 0L)
        .insertIfAbsent();
  }

  private static Stored stored(Row row) {
    return new Stored(
        row.id("account"),
        row.findId("app"),
        row.number("turn"),
        row.findInstant("asked_at").isPresent(),
        row.findText("subject_id"),
        row.findText("subject"),
        row.findText("scopes").map(SignInRows::words),
        row.findInstant("signed_at"),
        row.findText("signed_by"),
        row.findInstant("expires_at"),
        new Lasting(row.findInstant("lasts_since"), row.findInstant("ends_at")),
        row.findText("refused").map(SignInRefused.Reason::valueOf),
        row.findText("refusal"),
        row.findText("left_as"));
  }

  static Set<String> words(String text) {
    Set<String> words = new TreeSet<>();
    for (String word : text.strip().split("[\\s,]+")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }
}
