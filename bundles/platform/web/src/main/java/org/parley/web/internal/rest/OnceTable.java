// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** The table of requests that are carried out once. */
final class OnceTable {
  private static final String INSERT =
      """
      INSERT INTO web_once (caller, once_key, request, secret, received_at)
      VALUES (:caller, :key, :request, FALSE, :now)
      """;
  private static final String SELECT =
      """
      SELECT request, status, location, etag, media_type, content, secret FROM web_once
      WHERE caller = :caller AND once_key = :key
      """;
  private static final String UPDATE =
      """
      UPDATE web_once
      SET status = :status, location = :location, etag = :etag, media_type = :mediaType,
        content = :content, secret = :secret
      WHERE caller = :caller AND once_key = :key
      """;

  private OnceTable() {}

  /** Which request: the same key of another caller is another one. */
  record Name(UUID caller, String key) {}

  /**
   * What is known of a request.
   *
   * @param request what was asked for
   * @param answer empty where it was not noted
   * @param secret whether the content of the answer was left out
   */
  record Noted(String request, Optional<Answer> answer, boolean secret) {}

  /** Whether it is the first of its name; waits for another that is about to be. */
  static boolean insert(Transaction tx, Name name, String request, Instant now) {
    return tx.sql(INSERT)
        .bind("caller", name.caller())
        .bind("key", name.key())
        .bind("request", request)
        .bind("now", now)
        .insertIfAbsent();
  }

  static Optional<Noted> find(Transaction tx, Name name) {
    return tx.sql(SELECT)
        .bind("caller", name.caller())
        .bind("key", name.key())
        .first(OnceTable::noted);
  }

  /**
   * @param content the answer's content, null where there is none or it may not be kept
   */
  static void note(Transaction tx, Name name, Answer answer, Kept content) {
    tx.sql(UPDATE)
        .bind("caller", name.caller())
        .bind("key", name.key())
        .bind("status", answer.status())
        .bind("location", answer.headers().get("Location"))
        .bind("etag", answer.headers().get("ETag"))
        .bind("mediaType", answer.mediaType())
        .bind("content", content.bytes().orElse(null))
        .bind("secret", content.secret())
        .update();
  }

  /** What is kept of a content. */
  record Kept(Optional<byte[]> bytes, boolean secret) {}

  static void forget(Transaction tx, Instant before) {
    tx.sql("DELETE FROM web_once WHERE received_at < :before").bind("before", before).update();
  }

  private static Noted noted(Row row) {
    Map<String, String> headers = new LinkedHashMap<>();
    row.findText("location").ifPresent(value -> headers.put("Location", value));
    row.findText("etag").ifPresent(value -> headers.put("ETag", value));
    Optional<Answer> answer =
        row.findNumber("status")
            .map(
                status ->
                    new Answer(
                        status.intValue(),
                        headers,
                        row.findText("media_type").orElse(""),
                        row.findBytes("content").orElse(null)));
    return new Noted(row.text("request"), answer, row.flag("secret"));
  }
}
