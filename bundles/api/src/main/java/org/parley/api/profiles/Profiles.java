// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.util.List;
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
