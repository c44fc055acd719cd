// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.parley.api.Busy;
import org.parley.api.store.Transaction;

/**
 * Tells guessing from mistyping. An attempt counts against the name at this address, the address,
 * and the name, each with a patience of its own: nobody locks another out from elsewhere with a few
 * attempts, and nobody tries many names or many addresses for long. An attempt is counted before it
 * is looked at, so that a hundred at once are a hundred.
 */
final class Guesses {
  private static final Duration FIRST_LOCK = Duration.ofSeconds(30);
  private static final Duration LONGEST_LOCK = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN = Duration.ofHours(24);
  private static final int STEEPEST = 6;

  private static final String INSERT =
      """
      INSERT INTO security_guess (subject, attempts, last_at, locked_until)
      VALUES (:subject, 0, :now, :now)
      """;

  private Guesses() {}

  private record Subject(String name, int patience) {}

  /** Whom an attempt counts against: the pair first, which is forgiven as a whole. */
  private static List<Subject> subjects(String name, String address) {
    String key = cut(name.toLowerCase(Locale.ROOT), 100);
    String from = cut(address, 60);
    return List.of(
        new Subject("pair:" + key + "@" + from, 5),
        new Subject("address:" + from, 20),
        new Subject("name:" + key, 100));
  }

  /**
   * Counts an attempt.
   *
   * @throws Busy when there were too many; this one then counts for nothing
   */
  static void count(Transaction tx, String name, String address, Instant now) {
    tx.sql("DELETE FROM security_guess WHERE last_at < :old AND locked_until < :now")
        .bind("old", now.minus(FORGOTTEN))
        .bind("now", now)
        .update();
    for (Subject subject : subjects(name, address)) {
      count(tx, subject, now);
    }
  }

  private static void count(Transaction tx, Subject subject, Instant now) {
    tx.sql(INSERT).bind("subject", subject.name()).bind("now", now).insertIfAbsent();
    tx.sql(
            "UPDATE security_guess SET attempts = attempts + 1, last_at = :now"
                + " WHERE subject = :subject")
        .bind("subject", subject.name())
        .bind("now", now)
        .update();
    var state =
        tx.sql("SELECT attempts, locked_until FROM security_guess WHERE subject = :subject")
            .bind("subject", subject.name())
            .first(row -> new State(row.number("attempts"), row.instant("locked_until")))
            .orElseThrow();
    if (now.isBefore(state.lockedUntil())) {
      throw new Busy(
          "Too many attempts to sign in; the next one counts at " + state.lockedUntil(),
          Duration.between(now, state.lockedUntil()));
    }
    if (state.attempts() >= subject.patience()) {
      lock(tx, subject, now.plus(pause(state.attempts() - subject.patience())));
    }
  }

  private record State(long attempts, Instant lockedUntil) {}

  private static void lock(Transaction tx, Subject subject, Instant until) {
    tx.sql("UPDATE security_guess SET locked_until = :until WHERE subject = :subject")
        .bind("subject", subject.name())
        .bind("until", until)
        .update();
  }

  private static Duration pause(long beyond) {
    Duration pause = FIRST_LOCK.multipliedBy(1L << Math.min(beyond, STEEPEST));
    return pause.compareTo(LONGEST_LOCK) < 0 ? pause : LONGEST_LOCK;
  }

  /** The attempt was right after all. */
  static void forgive(Transaction tx, String name, String address, Instant now) {
    List<Subject> subjects = subjects(name, address);
    tx.sql("DELETE FROM security_guess WHERE subject = :subject")
        .bind("subject", subjects.get(0).name())
        .update();
    for (Subject subject : subjects.subList(1, subjects.size())) {
      tx.sql(
              "UPDATE security_guess SET attempts = attempts - 1, locked_until = :now"
                  + " WHERE subject = :subject")
          .bind("subject", subject.name())
          .bind("now", now)
          .update();
    }
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
