// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.connectors.Capability;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;
import org.parley.connector.Outcome.Delivered;

/** Notes what was handed over, before and after. */
final class Deliveries {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private static final String FIND =
      """
      SELECT account, record, state, prepared, tried_at FROM connectors_delivery
      WHERE delivery_key = :key AND capability = :capability
      """;

  private static final String INSERT =
      """
      INSERT INTO connectors_delivery (delivery_key, capability, account, record, state, tried_at)
      VALUES (:key, :capability, :account, :record, :state, :now)
      """;

  private static final String CHANGE =
      """
      UPDATE connectors_delivery SET state = :state, record = :record, reason = :reason, tried_at = :now
      WHERE delivery_key = :key AND capability = :capability
      """;

  private static final String PREPARED =
      """
      UPDATE connectors_delivery SET prepared = :prepared
      WHERE delivery_key = :key AND capability = :capability
      """;

  private static final String DELIVERED =
      """
      UPDATE connectors_delivery
      SET remote_id = :remoteId, remote_key = :remoteKey, permalink = :permalink
      WHERE delivery_key = :key AND capability = :capability
      """;

  private final Transaction transaction;
  private final UUID key;
  private final Capability capability;

  Deliveries(Transaction transaction, UUID key, Capability capability) {
    this.transaction = transaction;
    this.key = key;
    this.capability = capability;
  }

  Optional<Attempt> find() {
    return transaction
        .sql(FIND)
        .bind("key", key)
        .bind("capability", capability)
        .first(Deliveries::attempt);
  }

  /** Takes it for an account unless that was done before. */
  void claim(UUID account, UUID record, Instant now) {
    transaction
        .sql(INSERT)
        .bind("key", key)
        .bind("capability", capability)
        .bind("account", account)
        .bind("record", record)
        .bind("state", Attempt.State.OPEN)
        .bind("now", now)
        .insertIfAbsent();
  }

  void change(Attempt.State state, UUID record, String reason, Instant now) {
    transaction
        .sql(CHANGE)
        .bind("key", key)
        .bind("capability", capability)
        .bind("state", state)
        .bind("record", record)
        .bind("reason", reason.isEmpty() ? null : reason)
        .bind("now", now)
        .update();
  }

  void prepared(Map<String, String> texts) {
    try {
      transaction
          .sql(PREPARED)
          .bind("key", key)
          .bind("capability", capability)
          .bind("prepared", JSON.writeValueAsString(texts))
          .update();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What was prepared cannot be written", e);
    }
  }

  void delivered(Delivered outcome) {
    transaction
        .sql(DELIVERED)
        .bind("key", key)
        .bind("capability", capability)
        .bind("remoteId", outcome.remoteId())
        .bind("remoteKey", ShortKey.of(outcome.remoteId()))
        .bind("permalink", outcome.permalink().map(URI::toString).orElse(null))
        .update();
  }

  private static Attempt attempt(Row row) {
    return new Attempt(
        row.id("account"),
        row.id("record"),
        row.constant("state", Attempt.State.class),
        row.findText("prepared").map(Deliveries::texts).orElse(Map.of()),
        row.instant("tried_at"));
  }

  private static Map<String, String> texts(String json) {
    try {
      return JSON.readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What was prepared cannot be read", e);
    }
  }
}
