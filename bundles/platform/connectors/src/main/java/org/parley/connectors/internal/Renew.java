// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.connector.Renewal;
import org.parley.connectors.internal.Recurring.Turn;

/** Asks a system to call the hub, and again in time before it would stop. */
record Renew(UUID account, Calls calls, Store store, URI hook) implements Recurring.Errand {
  /** Under which what came of it lies among the cursors. */
  static final String NAME = "RENEW";

  private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofDays(30);

  /** Beside what was agreed on: where the system was asked to call. */
  private static final String HOOK = "hook";

  /** So much of the time is left for trouble. */
  private static final int MARGIN = 5;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Duration pace() {
    return AFTER_FAILURE;
  }

  @Override
  public Duration longest() {
    return LONGEST;
  }

  /** It calls where the hub is no longer to be reached. */
  @Override
  public boolean isOutdated(String last) {
    return !hook.toString().equals(tree(last).path(HOOK).asText());
  }

  @Override
  public void run(Turn turn) throws CallFailed {
    var asked = new Renewal.Asked(hook, turn.last().flatMap(Renew::read), turn.now());
    Renewal renewal = calls.call(Step.RENEW, asked, Renewal.class);
    store.inTransaction(
        transaction -> {
          turn.may().accept(transaction);
          turn.cursors().move(transaction, write(renewal, hook));
          turn.cursors().due(transaction, next(transaction, renewal, turn.now()));
          return renewal;
        });
  }

  /** It may have granted less than that while it was asked. */
  private Instant next(Transaction transaction, Renewal renewal, Instant now) {
    Instant agreed = next(renewal.until(), now);
    return ToldLease.since(transaction, account, now)
        .map(ToldLease::next)
        .filter(agreed::isAfter)
        .orElse(agreed);
  }

  /** When to ask again for what ends then. */
  static Instant next(Optional<Instant> until, Instant now) {
    Duration left = until.map(end -> Duration.between(now, end)).orElse(LONGEST);
    Duration early = left.minus(left.dividedBy(MARGIN));
    Duration least = early.compareTo(AFTER_FAILURE) < 0 ? AFTER_FAILURE : early;
    return now.plus(least.compareTo(LONGEST) > 0 ? LONGEST : least);
  }

  private static String write(Renewal renewal, URI hook) {
    ObjectNode tree = JSON.valueToTree(renewal);
    return tree.put(HOOK, hook.toString()).toString();
  }

  private static Optional<Renewal> read(String json) {
    ObjectNode tree = tree(json);
    tree.remove(HOOK);
    try {
      return tree.isEmpty() ? Optional.empty() : Optional.of(JSON.treeToValue(tree, Renewal.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static ObjectNode tree(String json) {
    try {
      return JSON.readValue(json, ObjectNode.class);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }
}
