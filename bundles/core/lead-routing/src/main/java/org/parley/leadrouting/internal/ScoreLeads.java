// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadCreated;
import org.parley.api.leads.LeadScored;
import org.parley.api.leads.LeadScored.Points;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Doings;
import org.parley.api.profiles.Profile;
import org.parley.api.store.Transaction;

/** Keeps the scores of open leads, and makes a lead of whoever asks for it or has become ripe. */
final class ScoreLeads {
  private final Bus bus;
  private final Doings doings;
  private final AssignLeads assign;
  private final int threshold;
  private final InstantSource clock;

  ScoreLeads(Bus bus, Doings doings, AssignLeads assign, int threshold, InstantSource clock) {
    this.bus = bus;
    this.doings = doings;
    this.assign = assign;
    this.threshold = threshold;
    this.clock = clock;
  }

  /**
   * What gives reason to look at a profile.
   *
   * @param first the profile that it was noted for, for a merge that is undone
   * @param interest what in, if that was said
   * @param asked how the person asked for contact, if so
   */
  record Occasion(UUID first, Optional<String> interest, Optional<String> asked) {}

  /**
   * Scores the profile's open leads anew; where there is none, makes one when it is time.
   *
   * @param profile a live one
   */
  void look(Transaction tx, Profile profile, Occasion occasion) {
    List<Lead> leads = LeadTable.ofPeople(tx, andMerged(profile));
    Score score = new Score(Rules.scoring(tx), clock.instant());
    Optional<Instant> closed = lastClosed(leads);
    List<Doings.Count> done = doings.since(profile.id(), closed.orElse(Instant.EPOCH));
    List<Points> points = score.explain(done, profile.attributes());
    List<Lead> open = leads.stream().filter(lead -> !lead.stage().closed()).toList();
    open.forEach(lead -> score(tx, lead, points));
    if (open.isEmpty() && profile.state() == Profile.State.IDENTIFIED) {
      // what a person is was weighed by the lead before; another needs new doings
      List<Points> weighed = closed.isPresent() ? score.explain(done, Map.of()) : points;
      reason(occasion, Score.sum(weighed))
          .ifPresent(reason -> create(tx, profile, occasion, points, reason));
    }
  }

  /**
   * The timeline is one as soon as profiles are; their leads come together only when that is read
   * here.
   */
  private static Set<UUID> andMerged(Profile profile) {
    Set<UUID> people = new LinkedHashSet<>(profile.mergedFrom());
    people.add(profile.id());
    return people;
  }

  private static Optional<Instant> lastClosed(List<Lead> leads) {
    return leads.stream()
        .filter(lead -> lead.stage().closed())
        .map(Lead::changedAt)
        .max(Comparator.naturalOrder());
  }

  private Optional<String> reason(Occasion occasion, int score) {
    return occasion
        .asked()
        .map(how -> "Asked for contact: " + how)
        .or(
            () ->
                score >= threshold
                    ? Optional.of("Score " + score + " has reached " + threshold)
                    : Optional.empty());
  }

  private void create(
      Transaction tx, Profile profile, Occasion occasion, List<Points> points, String reason) {
    Instant now = clock.instant();
    Origin source = doings.lastOrigin(profile.id());
    Lead lead =
        new Lead(
            Ids.next(now),
            profile.id(),
            LeadTable.cut(occasion.interest().orElse("general"), LeadTable.NAME),
            Lead.Stage.NEW,
            Score.sum(points),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            source,
            Optional.empty(),
            now,
            now,
            1);
    LeadTable.insert(tx, lead, occasion.first());
    LeadPoints.replace(tx, lead.id(), points);
    LeadTable.tell(tx, lead.id(), now, "Became a lead. " + reason);
    LeadCreated created =
        new LeadCreated(lead.id(), lead.profile(), lead.interest(), source, reason);
    append(tx, lead, now, created, new LeadScored(lead.id(), lead.score(), points));
    assign.byRule(tx, lead);
  }

  private void score(Transaction tx, Lead lead, List<Points> points) {
    if (!points.equals(LeadPoints.of(tx, lead.id()))) {
      Instant now = clock.instant();
      int score = Score.sum(points);
      LeadTable.score(tx, lead.id(), score, now);
      LeadPoints.replace(tx, lead.id(), points);
      append(tx, lead, now, new LeadScored(lead.id(), score, points));
    }
  }

  private void append(Transaction tx, Lead lead, Instant now, RecordData... said) {
    List<BusRecord> records =
        List.of(said).stream()
            .map(data -> BusRecord.of(Room.SOURCE, lead.id().toString(), now, data))
            .toList();
    bus.append(tx, records);
  }
}
