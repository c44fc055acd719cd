// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** What other rooms may ask about people. */
@ProviderType
public interface Profiles {
  /** The live profile of this id; for the id of a merged profile, the one that lives on. */
  Optional<Profile> find(UUID id);

  /** Who that is by now, for much less than {@link #find}. */
  default Optional<Who> who(UUID id) {
    return find(id).map(profile -> new Who(profile.id(), profile.state()));
  }

  /**
   * The same of many in few questions, by the ids that were asked for; those of nobody who lives
   * are left out.
   */
  default Map<UUID, Who> who(Collection<UUID> ids) {
    Map<UUID, Who> living = new HashMap<>();
    ids.forEach(id -> who(id).ifPresent(who -> living.put(id, who)));
    return living;
  }

  /**
   * A live profile without all that is known of it.
   *
   * @param state anonymous or identified
   */
  record Who(UUID id, Profile.State state) {}

  /** The live profile that an identifier points at. */
  Optional<Profile> findByIdentifier(Identifier identifier);

  /**
   * The live identified profiles that have an email and a standing consent for the purpose, ordered
   * by id, at most {@code limit} after {@code after}.
   */
  List<Profile> findConsenting(String purpose, Optional<UUID> after, int limit);

  /** Whether the profile's consent for the purpose stands. */
  boolean consents(UUID profile, String purpose);
}
