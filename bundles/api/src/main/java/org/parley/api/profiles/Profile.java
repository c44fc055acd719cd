// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known about one person.
 *
 * @param id its identity
 * @param state anonymous until a verified identifier makes it identified
 * @param identifiers all that point at it
 * @param attributes what the person has told, such as {@code name}, {@code company}, {@code
 *     country}
 * @param mergedFrom the profiles that have gone into it
 * @param createdAt when it was first seen
 * @param lastSeenAt when it last did something
 */
public record Profile(
    UUID id,
    State state,
    List<Identifier> identifiers,
    Map<String, String> attributes,
    List<UUID> mergedFrom,
    Instant createdAt,
    Instant lastSeenAt) {
  public Profile {
    identifiers = List.copyOf(identifiers);
    attributes = Map.copyOf(attributes);
    mergedFrom = List.copyOf(mergedFrom);
  }

  /** The profile's email, a verified one first. */
  public Optional<String> email() {
    return identifiers.stream()
        .filter(identifier -> identifier.kind() == Identifier.Kind.EMAIL)
        .sorted((a, b) -> Boolean.compare(b.verified(), a.verified()))
        .map(Identifier::value)
        .findFirst();
  }

  public enum State {
    ANONYMOUS,
    IDENTIFIED
  }
}
