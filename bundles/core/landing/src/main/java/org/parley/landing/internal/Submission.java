// SPDX-License-Identifier: Apache-2.0
package org.parley.landing.internal;

import java.time.Instant;
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
 * @param link slug of the short link that led to the form
 * @param consentText the wording that was shown and agreed to
 * @param answers by the field's name
 */
record Submission(
    UUID id,
    UUID form,
    String email,
    Optional<String> visitorKey,
    Optional<String> link,
    String consentText,
    Map<String, String> answers,
    Instant submittedAt) {
  private static final String COLUMNS =
      "SELECT id, form, email, visitor_key, link, consent_text, submitted_at FROM landing_submission ";

  void insert(Transaction tx, String tokenHash) {
    tx.sql(
            """
            INSERT INTO landing_submission
              (id, form, token_hash, email, visitor_key, link, consent_text, submitted_at)
            VALUES (:id, :form, :tokenHash, :email, :visitorKey, :link, :consentText, :submittedAt)
            """)
        .bind("id", id)
        .bind("form", form)
        .bind("tokenHash", tokenHash)
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

  /**
   * The submission that a token of a confirmation mail belongs to, when it waits to be confirmed.
   */
  static Optional<Submission> findOpen(Transaction tx, String tokenHash) {
    return tx.sql(COLUMNS + "WHERE token_hash = :hash AND confirmed_at IS NULL")
        .bind("hash", tokenHash)
        .first(row -> submission(tx, row));
  }

  /** Notes the confirmation; says whether it is the first. */
  boolean confirm(Transaction tx, Instant now) {
    return tx.sql(
                """
                UPDATE landing_submission SET confirmed_at = :now WHERE id = :id AND confirmed_at IS NULL
                """)
            .bind("id", id)
            .bind("now", now)
            .update()
        == 1;
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

  /** Forgets what was never confirmed. */
  static void forgetUnconfirmed(Transaction tx, Instant before) {
    tx.sql(
            """
            DELETE FROM landing_answer WHERE submission IN
              (SELECT id FROM landing_submission WHERE confirmed_at IS NULL AND submitted_at < :before)
            """)
        .bind("before", before)
        .update();
    tx.sql("DELETE FROM landing_submission WHERE confirmed_at IS NULL AND submitted_at < :before")
        .bind("before", before)
        .update();
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
        row.text("email"),
        row.findText("visitor_key"),
        row.findText("link"),
        row.text("consent_text"),
        answers,
        row.instant("submitted_at"));
  }
}
