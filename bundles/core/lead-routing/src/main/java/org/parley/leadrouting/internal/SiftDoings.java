// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.profiles.Profiles;
import org.parley.api.store.Transaction;

/**
 * Takes out of all that people did the little that concerns leads, and looks at those who did it.
 * For most of it that costs a question about the rules, and few about open leads.
 */
final class SiftDoings {
  private final Bus bus;
  private final Profiles profiles;
  private final ScoreLeads score;
  private final List<String> interest;

  /**
   * @param interest the types of interactions by which an identified person asks for contact
   */
  SiftDoings(Bus bus, Profiles profiles, ScoreLeads score, List<String> interest) {
    this.bus = bus;
    this.profiles = profiles;
    this.score = score;
    this.interest = List.copyOf(interest);
  }

  /**
   * A merge may have overtaken the records; of an erased person there is nothing to look at.
   *
   * @param records that give {@linkplain Reason reasons}
   */
  void sift(Transaction tx, List<BusRecord> records) {
    List<Reason> reasons = records.stream().map(record -> Reason.of(record, interest)).toList();
    Set<UUID> concerned = reasons.isEmpty() ? Set.of() : concerned(tx, reasons);
    if (!concerned.isEmpty()) {
      Map<UUID, Profiles.Who> living = profiles.who(concerned);
      reasons.stream()
          .filter(reason -> living.containsKey(reason.first()) && isNew(tx, reason))
          .collect(
              groupingBy(
                  reason -> requireNonNull(living.get(reason.first())).id(),
                  LinkedHashMap::new,
                  toList()))
          .forEach((who, all) -> look(tx, who, all));
    }
  }

  /** Who did something that matters, or has an open lead: its score may move with time alone. */
  private static Set<UUID> concerned(Transaction tx, List<Reason> reasons) {
    Scored scored = Scored.of(tx);
    Set<UUID> concerned = people(reasons.stream().filter(it -> it.matters(scored)).toList());
    Set<UUID> others = people(reasons);
    others.removeAll(concerned);
    concerned.addAll(LeadTable.openAmong(tx, others));
    return concerned;
  }

  private static Set<UUID> people(Collection<Reason> reasons) {
    return reasons.stream().map(Reason::first).collect(toCollection(HashSet::new));
  }

  /** A request for contact may be handed over again; all else is counted where it stands. */
  private static boolean isNew(Transaction tx, Reason reason) {
    return !reason.isAsking()
        || ContactRequests.note(tx, (InteractionJoined) reason.cause().data());
  }

  /** Whoever asks for contact is looked at each time, everybody else once for all that was done. */
  private void look(Transaction tx, UUID live, List<Reason> reasons) {
    List<Reason> asking = reasons.stream().filter(Reason::isAsking).toList();
    (asking.isEmpty() ? List.of(latest(reasons)) : asking).forEach(it -> look(tx, live, it));
  }

  /** With the interest that was named last, if any was. */
  private static Reason latest(List<Reason> reasons) {
    return reasons.stream()
        .filter(reason -> reason.occasion().interest().isPresent())
        .reduce((earlier, later) -> later)
        .orElseGet(() -> reasons.get(reasons.size() - 1));
  }

  private void look(Transaction tx, UUID live, Reason reason) {
    bus.because(
        reason.cause(),
        () -> profiles.find(live).ifPresent(profile -> score.look(tx, profile, reason.occasion())));
  }
}
