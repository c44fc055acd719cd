// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.connectors.Rules;
import org.parley.api.store.Transaction;

/** The rules that an account's own instance told, as its route brought them last. */
final class OwnRules {
  /** Under which they lie among the cursors. */
  static final String NAME = "RULES";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private OwnRules() {}

  /** Empty until they were told; those that an older hub has kept otherwise count as not told. */
  static Optional<Rules> find(Transaction transaction, UUID account) {
    return new Cursors(account, NAME).find(transaction).flatMap(OwnRules::read);
  }

  static String write(Rules rules) {
    try {
      return JSON.writeValueAsString(rules);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Rules cannot be written", e);
    }
  }

  static Optional<Rules> read(String json) {
    try {
      return Optional.of(JSON.readValue(json, Rules.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
