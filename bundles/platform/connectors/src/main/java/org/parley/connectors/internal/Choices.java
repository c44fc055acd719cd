// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.api.Secret;
import org.parley.connectors.internal.Flow.Offered;

/** What a sign-in lets choose among, in the notes that are kept in secret until it is chosen. */
final class Choices {
  private static final String OFFERS = "offers";
  private static final String SCOPES = "scopes";
  private static final JsonMapper JSON = new JsonMapper();

  private Choices() {}

  private record Kept(String id, String name, String held) {}

  static void write(Map<String, String> notes, List<Offered> offers, Optional<Set<String>> scopes) {
    List<Kept> kept =
        offers.stream()
            .map(one -> new Kept(one.id(), one.name(), one.held().write().reveal()))
            .toList();
    try {
      notes.put(OFFERS, JSON.writeValueAsString(kept));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Offers cannot be written", e);
    }
    scopes.ifPresent(all -> notes.put(SCOPES, String.join(" ", all)));
  }

  static List<Offered> read(Map<String, String> notes) {
    try {
      List<Kept> kept =
          JSON.readValue(notes.getOrDefault(OFFERS, "[]"), new TypeReference<List<Kept>>() {});
      return kept.stream().map(Choices::offered).toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Offers cannot be read", e);
    }
  }

  private static Offered offered(Kept kept) {
    return new Offered(kept.id(), kept.name(), Held.read(new Secret(kept.held())).orElseThrow());
  }

  static Optional<Set<String>> scopes(Map<String, String> notes) {
    return Optional.ofNullable(notes.get(SCOPES)).map(SignInRows::words);
  }
}
