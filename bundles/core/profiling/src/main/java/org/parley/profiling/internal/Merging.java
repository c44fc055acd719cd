// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.parley.api.Conflict;
import org.parley.api.Ids;
import org.parley.api.NotFound;
import org.parley.api.profiles.Merge;
import org.parley.api.profiles.ProfileMerged;
import org.parley.api.profiles.ProfileSplit;
import org.parley.api.store.Transaction;

/**
 * Lets profiles go into one another and come out again.
 *
 * <p>Merges are the edges of a forest: a profile goes into one other and is part of whatever that
 * one is part of. All that is learned keeps its home, the profile that it was learned for. So the
 * undoing of a merge, of any and at any time, brings back exactly the homes below that edge.
 */
final class Merging {
  private final Standings standings;

  Merging(Standings standings) {
    this.standings = standings;
  }

  /** Both are live and locked. */
  Merge merge(Transaction transaction, Union union, Said said) {
    UUID survivor = union.survivor();
    UUID other = union.other();
    Merge merge =
        new Merge(
            Ids.next(said.now()), survivor, other, union.reason(), said.now(), Optional.empty());
    InsertMerge.in(transaction, merge, FindChain.in(transaction, survivor).answers());
    MoveAll.in(transaction, other, survivor);
    ChangeState.merged(transaction, other);
    ChangeState.recount(transaction, survivor);
    RecountSeen.afterMerge(transaction, survivor);
    InsertEntry.in(transaction, survivor, Entries.of(merge));
    said.of(survivor, new ProfileMerged(survivor, other, merge.id()));
    standings.unite(transaction, union, said);
    return merge;
  }

  /** Does so because a person says so: earlier words that they are two people are forgotten. */
  Merge mergeByHand(Transaction transaction, UUID survivor, UUID other, Said said) {
    Set<UUID> homes = new HashSet<>(FindHomes.of(transaction, survivor));
    homes.addAll(FindHomes.of(transaction, other));
    DropApart.in(transaction, homes);
    return merge(transaction, Union.byHand(survivor, other), said);
  }

  /** Undoes a merge that the live and locked profile knows. */
  Merge split(Transaction transaction, UUID profile, UUID merge, Said said) {
    Merge undone =
        FindMerges.one(transaction, merge)
            .filter(found -> isPartOf(transaction, found.profile(), profile))
            .orElseThrow(() -> new NotFound("merge", merge));
    if (undone.undoneAt().isPresent()) {
      throw new Conflict("Merge '" + merge + "' was undone at " + undone.undoneAt().get());
    }
    UUID other = undone.other();
    Set<UUID> homes = FindBranch.in(transaction, other);
    UndoMerge.in(transaction, merge, said.now());
    MoveBack.in(transaction, profile, other, homes);
    keepApart(transaction, Pair.of(undone.profile(), other));
    for (UUID each : new UUID[] {profile, other}) {
      BringForth.in(transaction, each);
      ChangeState.recount(transaction, each);
      RecountSeen.afterSplit(transaction, each);
      standings.recount(transaction, each, said);
    }
    InsertEntry.in(transaction, profile, Entries.split(undone, said.now()));
    said.of(
        profile,
        new ProfileSplit(profile, other, merge, homes.stream().sorted(Order.IDS).toList()));
    return new Merge(
        merge, undone.profile(), other, undone.reason(), undone.at(), Optional.of(said.now()));
  }

  /** Notes that two profiles are two people and settles what was suggested about them. */
  void keepApart(Transaction transaction, Pair pair) {
    InsertApart.in(transaction, pair);
    Set<UUID> homes = FindHomes.of(transaction, pair.elder());
    SettleSuggestions.in(transaction, homes, FindHomes.of(transaction, pair.younger()));
  }

  private static boolean isPartOf(Transaction transaction, UUID home, UUID profile) {
    return FindHolder.in(transaction, home).map(Holder::id).filter(profile::equals).isPresent();
  }
}
