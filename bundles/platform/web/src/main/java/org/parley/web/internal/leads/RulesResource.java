// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.leads;

import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.leads.LeadDesk;
import org.parley.api.leads.Leads;
import org.parley.api.leads.NewRoutingRule;
import org.parley.api.leads.NewScoringRule;
import org.parley.api.leads.RoutingRule;
import org.parley.api.leads.ScoringRule;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** The rules that score leads and decide their owners. */
@Component
public final class RulesResource implements Resource {
  private final Leads leads;
  private final LeadDesk desk;

  @Activate
  public RulesResource(@Reference Leads leads, @Reference LeadDesk desk) {
    this.leads = leads;
    this.desk = desk;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of(
        "listRoutingRules", call -> Answer.ok(Map.of("items", leads.routingRules())),
        "addRoutingRule", this::addRouting,
        "getRoutingRule", call -> show(routing(call)),
        "changeRoutingRule", this::changeRouting,
        "removeRoutingRule", this::removeRouting,
        "listScoringRules", call -> Answer.ok(Map.of("items", leads.scoringRules())),
        "addScoringRule", this::addScoring,
        "getScoringRule", call -> show(scoring(call)),
        "changeScoringRule", this::changeScoring,
        "removeScoringRule", this::removeScoring);
  }

  private Answer addRouting(Call call) {
    var rule = desk.addRoutingRule(call.body(NewRoutingRule.class));
    return Answer.created("routing-rules/" + rule.id(), rule).version(rule.version());
  }

  private Answer changeRouting(Call call) {
    RoutingRule old = routing(call);
    long version = call.expect(old.version());
    return show(desk.changeRoutingRule(old.id(), call.body(NewRoutingRule.class), version));
  }

  private RoutingRule routing(Call call) {
    UUID id = call.id("id", "routing rule");
    return leads.findRoutingRule(id).orElseThrow(() -> new NotFound("routing rule", id));
  }

  private static Answer show(RoutingRule rule) {
    return Answer.ok(rule).version(rule.version());
  }

  private Answer removeRouting(Call call) {
    desk.removeRoutingRule(call.id("id", "routing rule"));
    return Answer.nothing();
  }

  private Answer addScoring(Call call) {
    var rule = desk.addScoringRule(call.body(NewScoringRule.class));
    return Answer.created("scoring-rules/" + rule.id(), rule).version(rule.version());
  }

  private Answer changeScoring(Call call) {
    ScoringRule old = scoring(call);
    long version = call.expect(old.version());
    return show(desk.changeScoringRule(old.id(), call.body(NewScoringRule.class), version));
  }

  private ScoringRule scoring(Call call) {
    UUID id = call.id("id", "scoring rule");
    return leads.findScoringRule(id).orElseThrow(() -> new NotFound("scoring rule", id));
  }

  private static Answer show(ScoringRule rule) {
    return Answer.ok(rule).version(rule.version());
  }

  private Answer removeScoring(Call call) {
    desk.removeScoringRule(call.id("id", "scoring rule"));
    return Answer.nothing();
  }
}
