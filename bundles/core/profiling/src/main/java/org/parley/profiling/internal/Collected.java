// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordTypes;
import org.parley.api.bus.Topics;
import org.parley.api.interactions.Interaction;
import org.parley.api.profiles.ConsentGiven;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;

/** What all that is collected has in common on its way to the bus. */
final class Collected {
  private static final String SOURCE = "/profiling";

  private Collected() {}

  /** A type that has a record of its own is written by its room alone. */
  static String type(@Nullable String type, Place place) {
    if (type == null) {
      place.add("type", "is needed");
      return "";
    }
    boolean reserved =
        RecordTypes.ALL.stream()
            .anyMatch(
                known -> known.topic().equals(Topics.INTERACTIONS) && known.type().equals(type));
    if (reserved) {
      place.add("type", "'" + type + "' is written by the hub alone");
    }
    return type;
  }

  /** A caller's own id, made one of ours within the caller's scope; a UUID is taken as it is. */
  static Optional<UUID> id(@Nullable String own, String scope) {
    if (own == null) {
      return Optional.empty();
    }
    try {
      UUID id = UUID.fromString(own);
      if (id.toString().equalsIgnoreCase(own)) {
        return Optional.of(id);
      }
    } catch (IllegalArgumentException notOurs) {
      return Optional.of(Derived.from(scope + " " + own));
    }
    return Optional.of(Derived.from(scope + " " + own));
  }

  /** Under the interaction's id, and in order with all else that the same browser or person did. */
  static BusRecord record(Interaction interaction) {
    return new BusRecord(
        interaction.id(),
        SOURCE,
        interaction.id().toString(),
        interaction.at(),
        key(interaction),
        Optional.empty(),
        interaction);
  }

  /** Under an id of its own each time: the same answer may have to be kept again. */
  static BusRecord record(ConsentGiven given) {
    return new BusRecord(
        Ids.next(given.at()),
        SOURCE,
        given.id().toString(),
        given.at(),
        given.identifiers().get(0).partitionKey(),
        Optional.empty(),
        given);
  }

  private static String key(Interaction interaction) {
    return interaction.identifiers().stream()
        .filter(identifier -> identifier.kind() == Kind.VISITOR)
        .findFirst()
        .or(() -> interaction.identifiers().stream().findFirst())
        .map(Identifier::partitionKey)
        .orElse(interaction.id().toString());
  }
}
