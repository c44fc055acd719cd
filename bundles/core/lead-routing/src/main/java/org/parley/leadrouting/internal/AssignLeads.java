// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Accounts;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadAssigned;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.Profiles;
import org.parley.api.store.Transaction;
import org.parley.leadrouting.internal.LeadTable.Assignment;

/**
 * Gives leads to their owners, by rule or by hand, and tells the CRM's connector the whole story.
 */
final class AssignLeads {
  private static final String BY_HAND = "by hand";

  private final Bus bus;
  private final Profiles profiles;
  private final Story story;
  private final Accounts accounts;
  private final InstantSource clock;

  AssignLeads(Bus bus, Profiles profiles, Story story, Accounts accounts, InstantSource clock) {
    this.bus = bus;
    this.profiles = profiles;
    this.story = story;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** Gives a new lead to whom the rules say; leaves it without owner when no rule is met. */
  void byRule(Transaction tx, Lead lead) {
    var facts = new Route.Case(lead.interest(), lead.score(), lead.source(), attributes(lead));
    Route.decide(Rules.routing(tx), facts)
        .ifPresentOrElse(decision -> give(tx, lead, decision), () -> leave(tx, lead));
  }

  private void leave(Transaction tx, Lead lead) {
    LeadTable.tell(
        tx,
        lead.id(),
        clock.instant(),
        "No routing rule takes it; it waits for a person to assign it");
  }

  void byHand(Transaction tx, Lead lead, String owner, Optional<UUID> account) {
    give(tx, lead, new Assignment(owner, account, BY_HAND, "Given to '" + owner + "' by hand"));
  }

  private void give(Transaction tx, Lead lead, Route.Decision decision) {
    long turn = Rules.takeTurn(tx, decision.rule().id());
    var assignment =
        new Assignment(
            Route.owner(decision.rule(), turn),
            decision.rule().account(),
            decision.rule().name(),
            decision.reason() + Route.turn(decision.rule(), turn));
    give(tx, lead, assignment);
  }

  private void give(Transaction tx, Lead lead, Assignment assignment) {
    Instant now = clock.instant();
    LeadTable.assign(tx, lead.id(), assignment, now);
    LeadTable.tell(
        tx, lead.id(), now, "Assigned to '" + assignment.owner() + "'. " + assignment.reason());
    bus.append(
        tx,
        List.of(
            BusRecord.of(Room.SOURCE, lead.id().toString(), now, assigned(tx, lead, assignment))));
  }

  private LeadAssigned assigned(Transaction tx, Lead lead, Assignment assignment) {
    Optional<Profile> profile = profiles.find(lead.profile());
    return new LeadAssigned(
        lead.id(),
        lead.profile(),
        assignment.account(),
        assignment.account().flatMap(accounts::find).map(Account::connector),
        assignment.owner(),
        assignment.rule(),
        assignment.reason(),
        lead.interest(),
        lead.score(),
        lead.source(),
        profile.map(Profile::identifiers).orElse(List.of()),
        profile.map(Profile::attributes).orElse(Map.of()),
        story(tx, lead));
  }

  private List<String> story(Transaction tx, Lead lead) {
    return story.of(tx, lead).stream().map(event -> event.at() + " " + event.what()).toList();
  }

  private Map<String, String> attributes(Lead lead) {
    return profiles.find(lead.profile()).map(Profile::attributes).orElse(Map.of());
  }
}
