// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.Profiles;
import org.parley.api.store.Store;

/** Answers other rooms. */
@Component
public final class ReadProfiles implements Profiles {
  private static final UUID LOWEST = new UUID(0, 0);

  private final Store store;
  private final Identities identities;

  @Activate
  public ReadProfiles(
      @Reference(target = Room.STORE) Store store, @Reference Identities identities) {
    this.store = store;
    this.identities = identities;
  }

  @Override
  public Optional<Profile> find(UUID id) {
    return store.read(transaction -> FindProfiles.one(transaction, id));
  }

  @Override
  public Optional<Who> who(UUID id) {
    return store.read(transaction -> FindHolder.in(transaction, id)).map(FindLiving::who);
  }

  @Override
  public Map<UUID, Who> who(Collection<UUID> ids) {
    return store.read(transaction -> FindLiving.in(transaction, ids));
  }

  /** A browser that several people use points at none of them. */
  @Override
  public Optional<Profile> findByIdentifier(Identifier identifier) {
    return store.read(
        transaction ->
            identities
                .pointer(identifier)
                .flatMap(pointer -> FindHeld.in(transaction, pointer))
                .filter(held -> !held.ambiguous())
                .flatMap(Held::holder)
                .flatMap(holder -> FindProfiles.one(transaction, holder.id())));
  }

  @Override
  public List<Profile> findConsenting(String purpose, Optional<UUID> after, int limit) {
    return store.read(
        transaction -> {
          UUID from = after.orElse(LOWEST);
          List<UUID> ids = FindConsenting.in(transaction, purpose, from, limit);
          return FindProfiles.in(transaction, ids);
        });
  }

  @Override
  public boolean consents(UUID profile, String purpose) {
    return store.read(
        transaction ->
            FindHolder.in(transaction, profile)
                .map(holder -> FindStanding.in(transaction, holder.id()).get(purpose))
                .map(Mark::given)
                .orElse(false));
  }
}
