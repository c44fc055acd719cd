// SPDX-License-Identifier: Apache-2.0
package org.parley.landing.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.parley.api.landing.Forms.Figures;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/**
 * A form as somebody filled it in.
 *
 * @param purpose of the consent that was agreed to
 * @param interest the sales interest that was shown
 * @param link slug of the short link that led to the form
 * @param consentText the wording that was shown and agreed to
 * @param answers by the field's name
 */
record Submission(
    UUID id,
    UUID form,
    String purpose,
    String interest,
    String email,
    Optional<String> visitorKey,
    Optional<String> link,
    String consentText,
    Map<String, String> answers,
    Instant submittedAt) {
  private static final String COLUMNS =
      """
      SELECT id, form, purpose, interest, email, visitor_key, link, consent_text, submitted_at
      FROM landing_submission
      """;

  /** Of what is about to be forgotten. */
  private static final List<String> PARTS =
      List.of(
          "DELETE FROM landing_answer WHERE submission IN (<ids>)",
          "DELETE FROM landing_person WHERE submission IN (<ids>)");

  private static final int AT_ONCE = 500;

  void insert(Transaction tx, String tokenHash) {
    tx.sql(
            """
            INSERT INTO landing_submission
              (id, form, token_hash, purpose, interest, email, visitor_key, link, consent_text, submitted_at)
            VALUES
              (:id, :form, :tokenHash, :purpose, :interest, :email, :visitorKey, :link, :consentText,
              :submittedAt)
            """)
        .bind("id", id)
        .bind("form", form)
        .bind("tokenHash", tokenHash)
        .bind("purpose", purpose)
        .bind("interest", interest)
        .bind("email", email)
        .bind("visitorKey", visitorKey.orElse(null))
        .bind("link", link.orElse(null))
        .bind("consentText", consentText)
        .bind("submittedAt", submittedAt)
        .update();
    answers.forEach((name, answer) -> insertAnswer(tx, name, answer));
  }

  private void insertAnswer(Transaction tx, String name, String answer) {
    tx.sql(
            """
            INSERT INTO landing_answer (submission, name, answer) VALUES (:submission, :name, :answer)
            """)
        .bind("submission", id)
        .bind("name", name)
        .bind("answer", answer)
        .update();
  }

  /** Notes that the address or the browser points at this profile. */
  void isOf(Transaction tx, UUID profile) {
    tx.sql("INSERT INTO landing_person (submission, profile) VALUES (:submission, :profile)")
        .bind("submission", id)
        .bind("profile", profile)
        .insertIfAbsent();
  }

  /**
   * The submission that a token of a confirmation mail belongs to, when it waits to be confirmed
   * and is no older than that.
   */
  static Optional<Submission> findOpen(Transaction tx, String tokenHash, Instant since) {
    return tx.sql(
            COLUMNS
                + " WHERE token_hash = :hash AND confirmed_at IS NULL AND submitted_at >= :since")
        .bind("hash", tokenHash)
        .bind("since", since)
        .first(row -> submission(tx, row));
  }

  static boolean isConfirmed(Transaction tx, UUID form, String tokenHash) {
    return tx.sql(
            """
            SELECT id FROM landing_submission
            WHERE token_hash = :hash AND form = :form AND confirmed_at IS NOT NULL
            """)
        .bind("hash", tokenHash)
        .bind("form", form)
        .first(row -> row.id("id"))
        .isPresent();
  }

  /** Notes the confirmation and forgets all else; says whether it is the first. */
  boolean confirm(Transaction tx, Instant now) {
    boolean first =
        tx.sql(
                    """
                    UPDATE landing_submission SET confirmed_at = :now, email = NULL, visitor_key = NULL,
                      link = NULL, consent_text = NULL
                    WHERE id = :id AND confirmed_at IS NULL
                    """)
                .bind("id", id)
                .bind("now", now)
                .update()
            == 1;
    forgetParts(tx, List.of(id));
    return first;
  }

  /** How many confirmation mails an address was sent since then. */
  static long sentSince(Transaction tx, String email, Instant since) {
    return tx.sql(
            """
            SELECT COUNT(*) AS mails FROM landing_submission
            WHERE email = :email AND submitted_at >= :since AND confirmed_at IS NULL
            """)
        .bind("email", email)
        .bind("since", since)
        .first(row -> row.number("mails"))
        .orElse(0L);
  }

  /** Forgets some of what was never confirmed; says how many submissions that were. */
  static int forgetUnconfirmed(Transaction tx, Instant before) {
    List<UUID> past =
        tx.sql(
                """
                SELECT id FROM landing_submission WHERE confirmed_at IS NULL AND submitted_at < :before
                ORDER BY submitted_at FETCH FIRST :most ROWS ONLY
                """)
            .bind("before", before)
            .bind("most", AT_ONCE)
            .list(row -> row.id("id"));
    forget(tx, past);
    return past.size();
  }

  /** Forgets what people have sent and not confirmed. */
  static void forgetOf(Transaction tx, Collection<UUID> people) {
    forget(
        tx,
        tx.sql("SELECT DISTINCT submission FROM landing_person WHERE profile IN (<people>)")
            .bindList("people", people)
            .list(row -> row.id("submission")));
  }

  private static void forget(Transaction tx, List<UUID> ids) {
    if (!ids.isEmpty()) {
      forgetParts(tx, ids);
      tx.sql("DELETE FROM landing_submission WHERE id IN (<ids>)").bindList("ids", ids).update();
    }
  }

  private static void forgetParts(Transaction tx, List<UUID> ids) {
    PARTS.forEach(sql -> tx.sql(sql).bindList("ids", ids).update());
  }

  static Figures figures(Transaction tx, UUID form) {
    return tx.sql(
            """
            SELECT COUNT(*) AS submitted, COUNT(confirmed_at) AS confirmed
            FROM landing_submission WHERE form = :form
            """)
        .bind("form", form)
        .first(row -> new Figures(row.number("submitted"), row.number("confirmed")))
        .orElse(new Figures(0, 0));
  }

  private static Submission submission(Transaction tx, Row row) {
    UUID id = row.id("id");
    Map<String, String> answers = new TreeMap<>();
    tx.sql("SELECT name, answer FROM landing_answer WHERE submission = :submission")
        .bind("submission", id)
        .list(answer -> answers.put(answer.text("name"), answer.text("answer")));
    return new Submission(
        id,
        row.id("form"),
        row.text("purpose"),
        row.text("interest"),
        row.text("email"),
        row.findText("visitor_key"),
        row.findText("link"),
        row.text("consent_text"),
        answers,
        row.instant("submitted_at"));
  }
}
