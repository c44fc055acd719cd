// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.bus.Bus;
import org.parley.api.profiles.Merge;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileDesk;
import org.parley.api.profiles.Suggestion;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Does to profiles what people and programs ask for. */
@Component
public final class Desk implements ProfileDesk {
  private final Store store;
  private final Bus bus;
  private final Identities identities;
  private final InstantSource clock;

  @Activate
  public Desk(
      @Reference(target = Room.STORE) Store store,
      @Reference Bus bus,
      @Reference Identities identities) {
    this(store, bus, identities, InstantSource.system());
  }

  Desk(Store store, Bus bus, Identities identities, InstantSource clock) {
    this.store = store;
    this.bus = bus;
    this.identities = identities;
    this.clock = clock;
  }

  @Override
  public Paged<Profile> list(Filter filter, PageRequest page) {
    return store.read(
        transaction -> {
          int most = page.limit() + 1;
          List<UUID> ids = ListProfiles.in(transaction, filter, page.below(), most);
          List<UUID> shown = ids.subList(0, Math.min(ids.size(), page.limit()));
          return new Paged<>(FindProfiles.in(transaction, shown), next(ids, shown));
        });
  }

  private static Optional<String> next(List<UUID> ids, List<UUID> shown) {
    return ids.size() > shown.size()
        ? Optional.of(shown.get(shown.size() - 1).toString())
        : Optional.empty();
  }

  @Override
  public List<Profile> findAll(String identifier) {
    Pointer pointer = AskedIdentifier.read(identifier, identities.normalizer());
    return store.read(
        transaction -> FindProfiles.in(transaction, FindByPointer.in(transaction, pointer)));
  }

  @Override
  public Merge merge(UUID profile, UUID other) {
    return commanded(
        (transaction, said) -> {
          UUID survivor = Live.id(transaction, profile);
          UUID gone = Live.id(transaction, other);
          if (survivor.equals(gone)) {
            throw new InvalidInput("other", "'" + other + "' is part of the same profile already");
          }
          return identities.merging().mergeByHand(transaction, survivor, gone, said);
        });
  }

  @Override
  public Merge split(UUID profile, UUID merge) {
    return commanded(
        (transaction, said) -> {
          UUID live = Live.id(transaction, profile);
          return identities.merging().split(transaction, live, merge, said);
        });
  }

  @Override
  public List<Merge> merges(UUID profile) {
    return store.read(
        transaction -> {
          UUID live = Live.id(transaction, profile);
          return FindMerges.into(transaction, FindHomes.of(transaction, live));
        });
  }

  @Override
  public Paged<Suggestion> suggestions(PageRequest page) {
    List<Suggestion> found =
        store.read(
            transaction -> FindSuggestions.below(transaction, page.below(), page.limit() + 1));
    if (found.size() <= page.limit()) {
      return Paged.last(found);
    }
    List<Suggestion> shown = found.subList(0, page.limit());
    return new Paged<>(shown, Optional.of(shown.get(shown.size() - 1).id().toString()));
  }

  @Override
  public Merge accept(UUID suggestion) {
    return commanded(
        (transaction, said) -> {
          Suggestion open = open(transaction, suggestion);
          return identities.merging().mergeByHand(transaction, open.profile(), open.other(), said);
        });
  }

  @Override
  public void dismiss(UUID suggestion) {
    commanded(
        (transaction, said) -> {
          Suggestion open = open(transaction, suggestion);
          identities.merging().keepApart(transaction, Pair.of(open.profile(), open.other()));
          return open;
        });
  }

  private static Suggestion open(Transaction transaction, UUID suggestion) {
    return FindSuggestions.one(transaction, suggestion)
        .orElseThrow(() -> new NotFound("suggestion", suggestion));
  }

  @Override
  public String export(UUID profile) {
    return store.read(transaction -> Export.of(transaction, Live.id(transaction, profile)));
  }

  @Override
  public void erase(UUID profile) {
    commanded(
        (transaction, said) -> identities.erase(transaction, Live.id(transaction, profile), said));
  }

  private <T> T commanded(Command<T> command) {
    return store.inTransaction(
        transaction -> {
          Turn.take(transaction);
          Said said = new Said(clock.instant());
          T result = command.run(transaction, said);
          said.appendTo(bus, transaction);
          return result;
        });
  }

  private interface Command<T> {
    T run(Transaction transaction, Said said);
  }
}
