// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.parley.api.profiles.ConsentChanged;
import org.parley.api.store.Transaction;

/** Keeps what people have answered and what stands of it. All profiles concerned are locked. */
final class Standings {
  private final Seal seal;

  Standings(Seal seal) {
    this.seal = seal;
  }

  /** Adds an answer to a live profile's chain; says whether it was not known yet. */
  boolean note(Transaction transaction, UUID profile, Answer answer, Said said) {
    FindChain.End end = FindChain.in(transaction, profile);
    Link link = Link.after(end, profile, answer, seal);
    if (!InsertAnswer.in(transaction, link)) {
      return false;
    }
    ExtendChain.in(transaction, link);
    InsertEntry.in(transaction, profile, Entries.of(answer));
    Map<String, Mark> before = FindStanding.in(transaction, profile);
    Map<String, Mark> after = new HashMap<>(before);
    Fold.answer(after, answer);
    change(transaction, profile, new Change(before, after), said);
    return true;
  }

  /** The other's marks go into the survivor's. */
  void unite(Transaction transaction, Union union, Said said) {
    Map<String, Mark> others = FindStanding.in(transaction, union.other());
    if (!others.isEmpty()) {
      Map<String, Mark> before = FindStanding.in(transaction, union.survivor());
      Map<String, Mark> after = new HashMap<>(before);
      Fold.unite(after, others);
      WriteStanding.replace(transaction, union.other(), Map.of());
      change(transaction, union.survivor(), new Change(before, after), said);
    }
  }

  /** Tells anew what stands for a live profile, from all that it and its parts have answered. */
  void recount(Transaction transaction, UUID profile, Said said) {
    Set<UUID> homes = FindBranch.in(transaction, profile);
    Map<String, Mark> before = FindStanding.in(transaction, profile);
    Fold fold = new Fold(answers(transaction, homes), FindJoints.in(transaction, homes));
    change(transaction, profile, new Change(before, fold.standing(profile)), said);
  }

  private static Map<UUID, List<Answer>> answers(Transaction transaction, Set<UUID> homes) {
    return FindLinks.in(transaction, homes).stream()
        .collect(groupingBy(Link::home, mapping(Link::answer, toList())));
  }

  private static void change(Transaction transaction, UUID profile, Change change, Said said) {
    if (change.before.equals(change.after)) {
      return;
    }
    WriteStanding.replace(transaction, profile, change.after);
    ChangeRemember.in(transaction, profile, change.remember());
    for (String purpose : change.purposes()) {
      if (change.isGiven(change.before, purpose) != change.isGiven(change.after, purpose)
          || !change.before.containsKey(purpose)) {
        said.of(
            profile, new ConsentChanged(profile, purpose, change.isGiven(change.after, purpose)));
      }
    }
  }

  private record Change(Map<String, Mark> before, Map<String, Mark> after) {
    Set<String> purposes() {
      Set<String> purposes = new TreeSet<>(before.keySet());
      purposes.addAll(after.keySet());
      return purposes;
    }

    boolean isGiven(Map<String, Mark> marks, String purpose) {
      Mark mark = marks.get(purpose);
      return mark != null && mark.given();
    }

    Remember remember() {
      Mark mark = after.get(Answer.REMEMBER);
      return mark == null ? Remember.UNASKED : mark.given() ? Remember.YES : Remember.NO;
    }
  }
}
