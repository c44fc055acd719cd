// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.parley.api.NotFound;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Accounts;
import org.parley.api.leads.LeadDesk;
import org.parley.api.leads.Leads;
import org.parley.api.leads.NewRoutingRule;
import org.parley.api.leads.NewScoringRule;
import org.parley.api.leads.RoutingRule;
import org.parley.api.leads.ScoringRule;
import org.parley.api.security.Role;
import org.parley.console.internal.Answer;
import org.parley.console.internal.Page;
import org.parley.console.internal.Place;
import org.parley.console.internal.RecordForm;
import org.parley.console.internal.Routes;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Action;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Field;
import org.parley.console.internal.view.Form;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Table;

/** The rules that score leads and find their owners. */
@Component(service = Page.class)
public final class RulesPage implements Page {
  private final Leads leads;
  private final LeadDesk desk;
  private final @Nullable Accounts accounts;
  private final RecordForm<NewRoutingRule> routing;
  private final RecordForm<NewScoringRule> scoring;
  private final Routes routes;

  @Activate
  public RulesPage(
      @Reference Leads leads,
      @Reference LeadDesk desk,
      @Reference Validator validator,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Accounts accounts) {
    this.leads = leads;
    this.desk = desk;
    this.accounts = accounts;
    this.routing = new RecordForm<>(NewRoutingRule.class, validator);
    this.scoring = new RecordForm<>(NewScoringRule.class, validator);
    this.routes =
        new Routes()
            .show("", this::list)
            .show("routing", this::fillRouting)
            .post("routing", "routing-rule.added", this::addRouting)
            .show("scoring", this::fillScoring)
            .post("scoring", "scoring-rule.added", this::addScoring)
            .show("routing/{id}", this::editRouting)
            .post("routing/{id}", "routing-rule.changed", this::changeRouting)
            .show("scoring/{id}", this::editScoring)
            .post("scoring/{id}", "scoring-rule.changed", this::changeScoring)
            .post("routing/{id}/remove", "routing-rule.removed", this::removeRouting)
            .post("scoring/{id}/remove", "scoring-rule.removed", this::removeScoring);
  }

  @Override
  public Place place() {
    return new Place(
        Place.Group.LEADS, 1, "rules", Set.of(Role.MARKETER, Role.SALES, Role.INTEGRATOR));
  }

  @Override
  public Routes routes() {
    return routes;
  }

  private Screen list(Visit visit) {
    return visit.screen("rules").add(scoringRules(visit)).add(routingRules(visit));
  }

  private Piece scoringRules(Visit visit) {
    List<ScoringRule> rules = leads.scoringRules();
    Table table =
        Table.of(
            visit.say("rules.scoring"),
            visit.say("rules.name"),
            visit.say("rules.when"),
            "#" + visit.say("points.points"),
            visit.say("rules.halflife"),
            visit.say("head.do"));
    for (ScoringRule rule : rules) {
      String when =
          rule.interaction()
              .map(type -> visit.words().find("event." + type).orElse(type))
              .orElseGet(() -> rule.attribute().orElse("") + " = " + rule.value().orElse(""));
      String half =
          rule.halfLifeDays() == 0
              ? visit.say("rules.stays")
              : visit.say("rules.days", rule.halfLifeDays());
      table =
          table.row(
              Cell.link(visit.here("scoring", rule.id()), rule.name()),
              Cell.text(when),
              visit.written().count(rule.points()),
              Cell.text(half),
              remove(visit, "scoring", rule.id()));
    }
    return section(
        visit, "rules.scoring", "scoring", rules.isEmpty() ? visit.empty("rules.scoring") : table);
  }

  private Piece routingRules(Visit visit) {
    List<RoutingRule> rules = leads.routingRules();
    Table table =
        Table.of(
            visit.say("rules.routing"),
            "#" + visit.say("rules.place"),
            visit.say("rules.name"),
            visit.say("rules.when"),
            visit.say("rules.owners"),
            visit.say("head.do"));
    for (RoutingRule rule : rules) {
      table =
          table.row(
              visit.written().count(rule.place()),
              Cell.link(visit.here("routing", rule.id()), rule.name()),
              Cell.text(conditions(visit, rule)),
              Cell.text(String.join(", ", rule.owners())),
              remove(visit, "routing", rule.id()));
    }
    return section(
        visit, "rules.routing", "routing", rules.isEmpty() ? visit.empty("rules.routing") : table);
  }

  private static Piece section(Visit visit, String key, String path, Piece inner) {
    Action add = Action.to(visit.say(key + ".new"), visit.here(path));
    return new Piece.Section(
        visit.say(key), visit.say(key + ".about"), List.of(add), List.of(inner));
  }

  private static Cell remove(Visit visit, String kind, UUID rule) {
    return new Cell.Buttons(
        List.of(Action.send(visit.say("remove"), visit.here(kind, rule, "remove"))));
  }

  private static String conditions(Visit visit, RoutingRule rule) {
    List<String> all = new ArrayList<>();
    rule.country().ifPresent(value -> all.add(visit.say("rules.country", value)));
    rule.language().ifPresent(value -> all.add(visit.say("rules.language", value)));
    rule.interest().ifPresent(value -> all.add(visit.say("rules.interest", value)));
    rule.network()
        .ifPresent(value -> all.add(visit.say("rules.network", Networks.name(visit, value))));
    rule.minimumScore().ifPresent(score -> all.add(visit.say("rules.score", score)));
    return all.isEmpty() ? visit.say("rules.every") : String.join(", ", all);
  }

  private Screen fillRouting(Visit visit) {
    Form form = routing.draw(visit, visit.here("routing"), Map.of(), Map.of("account", choices()));
    return filling(visit, visit.say("rules.routing.new"), "rules.routing.about", form);
  }

  private Screen fillScoring(Visit visit) {
    Form form = scoring.draw(visit, visit.here("scoring"), Map.of(), Map.of());
    return filling(visit, visit.say("rules.scoring.new"), "rules.scoring.about", form);
  }

  private Screen editRouting(Visit visit) {
    RoutingRule rule = routingRule(visit);
    Map<String, Object> values =
        Map.of(
            "name", rule.name(),
            "place", rule.place(),
            "country", rule.country(),
            "language", rule.language(),
            "interest", rule.interest(),
            "network", rule.network(),
            "minimumScore", rule.minimumScore(),
            "owners", rule.owners(),
            "account", rule.account());
    Form form =
        routing
            .draw(visit, visit.here("routing", rule.id()), values, Map.of("account", choices()))
            .with("version", Long.toString(rule.version()));
    return filling(visit, rule.name(), "rules.routing.edit.about", form);
  }

  private Screen editScoring(Visit visit) {
    ScoringRule rule = scoringRule(visit);
    Map<String, Object> values =
        Map.of(
            "name", rule.name(),
            "interaction", rule.interaction(),
            "attribute", rule.attribute(),
            "value", rule.value(),
            "points", rule.points(),
            "halfLifeDays", rule.halfLifeDays());
    Form form =
        scoring
            .draw(visit, visit.here("scoring", rule.id()), values, Map.of())
            .with("version", Long.toString(rule.version()));
    return filling(visit, rule.name(), "rules.scoring.edit.about", form);
  }

  private RoutingRule routingRule(Visit visit) {
    UUID id = visit.id("id");
    return leads.findRoutingRule(id).orElseThrow(() -> new NotFound("routing rule", id));
  }

  private ScoringRule scoringRule(Visit visit) {
    UUID id = visit.id("id");
    return leads.findScoringRule(id).orElseThrow(() -> new NotFound("scoring rule", id));
  }

  private static Screen filling(Visit visit, String title, String about, Form form) {
    return Screen.of(title, visit.say(about))
        .back(visit.say("rules.title"), visit.here())
        .add(form.cancel(Action.to(visit.say("cancel"), visit.here())));
  }

  private List<Field.Choice> choices() {
    List<Account> all = accounts == null ? List.of() : accounts.all();
    return all.stream()
        .map(account -> new Field.Choice(account.id().toString(), account.name()))
        .toList();
  }

  private Answer addRouting(Visit visit) {
    return visit.made("saved", desk.addRoutingRule(routing.read(visit)).id());
  }

  private Answer addScoring(Visit visit) {
    return visit.made("saved", desk.addScoringRule(scoring.read(visit)).id());
  }

  private Answer changeRouting(Visit visit) {
    UUID id = visit.id("id");
    desk.changeRoutingRule(id, routing.read(visit), visit.version());
    return visit.made("saved", id);
  }

  private Answer changeScoring(Visit visit) {
    UUID id = visit.id("id");
    desk.changeScoringRule(id, scoring.read(visit), visit.version());
    return visit.made("saved", id);
  }

  private Answer removeRouting(Visit visit) {
    desk.removeRoutingRule(visit.id("id"));
    return visit.done("removed");
  }

  private Answer removeScoring(Visit visit) {
    desk.removeScoringRule(visit.id("id"));
    return visit.done("removed");
  }
}
