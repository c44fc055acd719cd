// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
      SELECT id, headers, body, came_at, aside_at FROM connectors_call
      WHERE account = :account AND parked_at IS NULL AND id > :after
      AND (try_at IS NULL OR try_at <= :now OR try_at > :longest)
      ORDER BY id FETCH FIRST 20 ROWS ONLY
      """;

  private static final String SET_ASIDE =
      """
      UPDATE connectors_call SET reason = :reason, aside_at = :since, try_at = :next WHERE id = :id
      """;

  private static final String PARK =
      """
      UPDATE connectors_call SET reason = :reason, aside_at = :since, parked_at = :now WHERE id = :id
      """;

  private static final String PARKED_BEFORE =
      """
      SELECT id, account FROM connectors_call WHERE parked_at < :before FETCH FIRST 200 ROWS ONLY
      """;

  private static final String ASIDE =
      """
      SELECT account, COUNT(*) AS calls FROM connectors_call WHERE aside_at IS NOT NULL GROUP BY account
      """;

  private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** So long one is tried again; a system or the hub that is away is back by then. */
  private static final Duration PATIENCE = Duration.ofDays(1);

  private final UUID account;

  NotedCalls(UUID account) {
    this.account = account;
  }

  /**
   * @param headers those that are kept
   */
  void note(Transaction transaction, Call call, Set<String> headers, Instant now) {
    Map<String, String> kept = new HashMap<>(call.headers());
    kept.keySet().retainAll(headers);
    transaction
        .sql(INSERT)
        .bind("id", Ids.next(now))
        .bind("account", account)
        .bind("headers", write(kept))
        .bind("body", call.body())
        .bind("now", now)
        .update();
  }

  /** The oldest that came after one of them, without those whose time has not come. */
  List<Noted> after(Transaction transaction, UUID one, Instant now) {
    return transaction
        .sql(OLDEST)
        .bind("account", account)
        .bind("after", one)
        .bind("now", now)
        .bind("longest", now.plus(LONGEST_PAUSE))
        .list(NotedCalls::noted);
  }

  /** How many of each account's wait apart or are tried no more. */
  static Map<UUID, Long> aside(Transaction transaction) {
    Map<UUID, Long> calls = new HashMap<>();
    transaction
        .sql(ASIDE)
        .list(row -> Map.entry(row.id("account"), row.number("calls")))
        .forEach(each -> calls.put(each.getKey(), each.getValue()));
    return calls;
  }

  /**
   * Deletes some that nobody has seen to.
   *
   * @return whose they were, as often as there were some
   */
  static List<UUID> forgetParked(Transaction transaction, Instant before) {
    List<Map.Entry<UUID, UUID>> old =
        transaction
            .sql(PARKED_BEFORE)
            .bind("before", before)
            .list(row -> Map.entry(row.id("id"), row.id("account")));
    if (!old.isEmpty()) {
      transaction
          .sql("DELETE FROM connectors_call WHERE id IN (<ids>)")
          .bindList("ids", old.stream().map(Map.Entry::getKey).toList())
          .update();
    }
    return old.stream().map(Map.Entry::getValue).toList();
  }

  void forget(Transaction transaction, UUID id) {
    transaction.sql("DELETE FROM connectors_call WHERE id = :id").bind("id", id).update();
  }

  /**
   * Others go on before it: it is tried again, ever more seldom, and no more after a day.
   *
   * @return whether it is tried again
   */
  boolean setAside(Transaction transaction, Noted call, String reason, Instant now) {
    Instant since = call.aside().orElse(now);
    Duration waited = Duration.between(since, now);
    if (waited.compareTo(PATIENCE) > 0) {
      park(transaction, call, reason, now);
      return false;
    }
    Duration most = waited.compareTo(LONGEST_PAUSE) < 0 ? waited : LONGEST_PAUSE;
    Duration pause = most.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : most;
    transaction
        .sql(SET_ASIDE)
        .bind("id", call.id())
        .bind("reason", reason)
        .bind("since", since)
        .bind("next", now.plus(pause))
        .update();
    return true;
  }

  /** It is kept for a person, but tried no more. */
  void park(Transaction transaction, Noted call, String reason, Instant now) {
    transaction
        .sql(PARK)
        .bind("id", call.id())
        .bind("reason", reason)
        .bind("since", call.aside().orElse(now))
        .bind("now", now)
        .update();
  }

  private static Noted noted(Row row) {
    var webhook =
        new Webhook(
            read(row.text("headers")), Utf8.decode(row.bytes("body")), row.instant("came_at"));
    return new Noted(row.id("id"), webhook, row.findInstant("aside_at"));
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

  /**
   * One of them.
   *
   * @param aside since when it waits apart
   */
  record Noted(UUID id, Webhook webhook, Optional<Instant> aside) {}
}
