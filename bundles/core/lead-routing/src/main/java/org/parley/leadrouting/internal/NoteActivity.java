// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.Profiles;
import org.parley.api.store.Transaction;
import org.parley.leadrouting.internal.ScoreLeads.Occasion;

/** Notes what people did, and looks at those for whom that may make a difference. */
final class NoteActivity {
  private final Bus bus;
  private final Profiles profiles;
  private final ScoreLeads score;
  private final List<String> interest;

  /**
   * @param interest the types of interactions by which an identified person asks for contact
   */
  NoteActivity(Bus bus, Profiles profiles, ScoreLeads score, List<String> interest) {
    this.bus = bus;
    this.profiles = profiles;
    this.score = score;
    this.interest = List.copyOf(interest);
  }

  /**
   * A merge may have overtaken the records, and what an erased person did is not noted.
   *
   * @param records of interactions that were joined to profiles
   */
  void note(Transaction tx, List<BusRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    Map<UUID, Profiles.Who> living = new HashMap<>();
    records.stream()
        .map(each -> joined(each).profile())
        .distinct()
        .forEach(id -> profiles.who(id).ifPresent(who -> living.put(id, who)));
    List<BusRecord> known =
        records.stream().filter(each -> living.containsKey(joined(each).profile())).toList();
    if (!known.isEmpty()) {
      look(tx, insert(tx, known, living));
    }
  }

  /** Gives for each who did something new the reasons to look. */
  private Map<Profiles.Who, List<Reason>> insert(
      Transaction tx, List<BusRecord> records, Map<UUID, Profiles.Who> living) {
    boolean[] fresh =
        Activity.insert(tx, records.stream().map(NoteActivity::joined).toList(), living);
    Map<Profiles.Who, List<Reason>> reasons = new LinkedHashMap<>();
    for (int i = 0; i < fresh.length; i++) {
      if (fresh[i]) {
        Reason reason = reason(records.get(i));
        Profiles.Who who = requireNonNull(living.get(reason.occasion.first()));
        reasons.computeIfAbsent(who, any -> new ArrayList<>()).add(reason);
      }
    }
    return reasons;
  }

  private static InteractionJoined joined(BusRecord record) {
    return (InteractionJoined) record.data();
  }

  /** Why to look at somebody. */
  private record Reason(BusRecord cause, Occasion occasion) {
    boolean isAsking() {
      return occasion.asked().isPresent();
    }
  }

  /** A form that is about no sales interest says so by a blank one: it asks for no contact. */
  private Reason reason(BusRecord cause) {
    InteractionJoined joined = joined(cause);
    String type = joined.interaction().type();
    Optional<String> said = Optional.ofNullable(joined.interaction().data().get("interest"));
    boolean asks = interest.contains(type) && said.filter(String::isBlank).isEmpty();
    Occasion occasion =
        new Occasion(
            joined.profile(),
            said.filter(Predicate.not(String::isBlank)),
            asks ? Optional.of(type.replace('.', ' ')) : Optional.empty());
    return new Reason(cause, occasion);
  }

  /**
   * Most of what people do makes no lead and concerns none: then nothing more is asked. Whoever
   * asks for contact is looked at each time, everybody else once for all that was done.
   */
  private void look(Transaction tx, Map<Profiles.Who, List<Reason>> reasons) {
    boolean scored = !reasons.isEmpty() && Rules.anyScoring(tx);
    reasons.forEach(
        (who, all) -> {
          List<Reason> asking = all.stream().filter(Reason::isAsking).toList();
          boolean mayBecome =
              who.state() == Profile.State.IDENTIFIED && (scored || !asking.isEmpty());
          if (mayBecome || LeadTable.hasOpen(tx, who.id())) {
            (asking.isEmpty() ? List.of(latest(all)) : asking)
                .forEach(reason -> look(tx, who.id(), reason));
          }
        });
  }

  /** With the interest that was named last, if any was. */
  private static Reason latest(List<Reason> all) {
    return all.stream()
        .filter(reason -> reason.occasion.interest().isPresent())
        .reduce((earlier, later) -> later)
        .orElseGet(() -> all.get(all.size() - 1));
  }

  private void look(Transaction tx, UUID live, Reason reason) {
    bus.because(
        reason.cause,
        () -> profiles.find(live).ifPresent(profile -> score.look(tx, profile, reason.occasion)));
  }
}
