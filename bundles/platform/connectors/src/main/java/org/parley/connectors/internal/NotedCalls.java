// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.accounts.Webhooks.Call;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;
import org.parley.connector.Webhook;

/** Calls that were answered and have still to be understood. */
final class NotedCalls {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  private static final String INSERT =
      """
      INSERT INTO connectors_call (id, account, headers, body, came_at)
      VALUES (:id, :account, :headers, :body, :now)
      """;

  private static final String OLDEST =
      """
      SELECT id, headers, body, came_at FROM connectors_call
      WHERE account = :account AND reason IS NULL AND id > :after
      ORDER BY id FETCH FIRST 20 ROWS ONLY
      """;

  private static final String REFUSE =
      """
      UPDATE connectors_call SET reason = :reason WHERE id = :id
      """;

  private final UUID account;

  NotedCalls(UUID account) {
    this.account = account;
  }

  void note(Transaction transaction, Call call, Instant now) {
    transaction
        .sql(INSERT)
        .bind("id", Ids.next(now))
        .bind("account", account)
        .bind("headers", write(call.headers()))
        .bind("body", call.body())
        .bind("now", now)
        .update();
  }

  /** The oldest that came after one of them. */
  List<Noted> after(Transaction transaction, UUID one) {
    return transaction
        .sql(OLDEST)
        .bind("account", account)
        .bind("after", one)
        .list(NotedCalls::noted);
  }

  void forget(Transaction transaction, UUID id) {
    transaction.sql("DELETE FROM connectors_call WHERE id = :id").bind("id", id).update();
  }

  /** It is kept for a person, but tried no more. */
  void refuse(Transaction transaction, UUID id, String reason) {
    transaction.sql(REFUSE).bind("id", id).bind("reason", reason).update();
  }

  private static Noted noted(Row row) {
    var webhook =
        new Webhook(
            read(row.text("headers")), Utf8.decode(row.bytes("body")), row.instant("came_at"));
    return new Noted(row.id("id"), webhook);
  }

  private static String write(Map<String, String> headers) {
    try {
      return JSON.writeValueAsString(headers);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Headers cannot be written", e);
    }
  }

  private static Map<String, String> read(String json) {
    try {
      return JSON.readValue(json, HEADERS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Headers cannot be read", e);
    }
  }

  /** One of them. */
  record Noted(UUID id, Webhook webhook) {}
}
