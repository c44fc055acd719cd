// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static org.parley.leadrouting.internal.World.NOW;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.Profiles;

/** Profiles that tests add, merge and erase by hand. */
final class People implements Profiles {
  private final Map<UUID, Profile> people = new HashMap<>();

  UUID add(String email, String country) {
    UUID id = Ids.next(NOW);
    people.put(
        id,
        new Profile(
            id,
            Profile.State.IDENTIFIED,
            List.of(new Identifier(Identifier.Kind.EMAIL, email, Optional.empty(), true)),
            Map.of("country", country),
            List.of(),
            NOW,
            NOW));
    return id;
  }

  UUID addAnonymous() {
    UUID id = Ids.next(NOW);
    people.put(
        id, new Profile(id, Profile.State.ANONYMOUS, List.of(), Map.of(), List.of(), NOW, NOW));
    return id;
  }

  void merge(UUID survivor, UUID other) {
    people.put(other, people.get(survivor));
  }

  void erase(UUID id) {
    people.remove(id);
  }

  @Override
  public Optional<Profile> find(UUID id) {
    return Optional.ofNullable(people.get(id));
  }

  @Override
  public Optional<Profile> findByIdentifier(Identifier identifier) {
    return Optional.empty();
  }

  @Override
  public List<Profile> findConsenting(String purpose, Optional<UUID> after, int limit) {
    return List.of();
  }

  @Override
  public boolean consents(UUID profile, String purpose) {
    return true;
  }
}
