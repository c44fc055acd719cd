// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.leads;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.leads.LeadDesk;
import org.parley.api.leads.Leads;
import org.parley.api.leads.NewRoutingRule;
import org.parley.api.leads.NewScoringRule;
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
        "removeRoutingRule", this::removeRouting,
        "listScoringRules", call -> Answer.ok(Map.of("items", leads.scoringRules())),
        "addScoringRule", this::addScoring,
        "removeScoringRule", this::removeScoring);
  }

  private Answer addRouting(Call call) {
    var rule = desk.addRoutingRule(call.body(NewRoutingRule.class));
    return Answer.created("routing-rules/" + rule.id(), rule);
  }

  private Answer removeRouting(Call call) {
    desk.removeRoutingRule(call.id("id", "routing rule"));
    return Answer.nothing();
  }

  private Answer addScoring(Call call) {
    var rule = desk.addScoringRule(call.body(NewScoringRule.class));
    return Answer.created("scoring-rules/" + rule.id(), rule);
  }

  private Answer removeScoring(Call call) {
    desk.removeScoringRule(call.id("id", "scoring rule"));
    return Answer.nothing();
  }
}
