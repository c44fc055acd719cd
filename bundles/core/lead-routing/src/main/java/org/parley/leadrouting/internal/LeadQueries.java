// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadEvent;
import org.parley.api.leads.LeadScored;
import org.parley.api.leads.Leads;
import org.parley.api.leads.RoutingRule;
import org.parley.api.leads.ScoringRule;
import org.parley.api.profiles.Doings;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Answers what is asked about leads. */
@Component
public final class LeadQueries implements Leads {
  private final Store store;
  private final Story story;

  @Activate
  public LeadQueries(@Reference(target = Room.STORE) Store store, @Reference Doings doings) {
    this.store = store;
    this.story = new Story(doings);
  }

  @Override
  public Paged<Lead> leads(Optional<Lead.Stage> stage, PageRequest page) {
    return list(new Filter(stage, Optional.empty(), Optional.empty()), page);
  }

  @Override
  public Paged<Lead> list(Filter filter, PageRequest page) {
    return store.read(tx -> LeadTable.page(tx, filter, page));
  }

  @Override
  public Optional<Lead> find(UUID id) {
    return store.read(tx -> LeadTable.find(tx, id));
  }

  @Override
  public List<Lead> ofProfile(UUID profile) {
    return store.read(tx -> LeadTable.ofProfile(tx, profile));
  }

  @Override
  public List<LeadScored.Points> explain(UUID id) {
    return store.read(tx -> LeadPoints.of(tx, get(tx, id).id()));
  }

  @Override
  public List<LeadEvent> story(UUID id) {
    return store.read(tx -> story.of(tx, get(tx, id)));
  }

  @Override
  public List<RoutingRule> routingRules() {
    return store.read(Rules::routing);
  }

  @Override
  public Optional<RoutingRule> findRoutingRule(UUID id) {
    return store.read(tx -> Rules.findRouting(tx, id));
  }

  @Override
  public List<ScoringRule> scoringRules() {
    return store.read(Rules::scoring);
  }

  @Override
  public Optional<ScoringRule> findScoringRule(UUID id) {
    return store.read(tx -> Rules.findScoring(tx, id));
  }

  private static Lead get(Transaction tx, UUID id) {
    return LeadTable.find(tx, id).orElseThrow(() -> new NotFound("lead", id));
  }
}
