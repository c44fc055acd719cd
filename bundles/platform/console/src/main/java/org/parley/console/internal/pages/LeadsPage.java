// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.parley.api.InvalidInput;
import org.parley.api.Money;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadDesk;
import org.parley.api.leads.LeadScored;
import org.parley.api.leads.Leads;
import org.parley.api.profiles.Profiles;
import org.parley.api.security.Role;
import org.parley.console.internal.Answer;
import org.parley.console.internal.Concern;
import org.parley.console.internal.Page;
import org.parley.console.internal.Place;
import org.parley.console.internal.Routes;
import org.parley.console.internal.Typed;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Action;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Field;
import org.parley.console.internal.view.Form;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Table;
import org.parley.console.internal.view.Tone;

/** Leads: how far each has come, why it scores and whose it is. */
@Component(service = {Page.class, Concern.class})
public final class LeadsPage implements Page, Concern {
  private static final int CARDS = 20;

  private final Leads leads;
  private final LeadDesk desk;
  private final @Nullable Profiles profiles;
  private final Routes routes;

  @Activate
  public LeadsPage(
      @Reference Leads leads,
      @Reference LeadDesk desk,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Profiles profiles) {
    this.leads = leads;
    this.desk = desk;
    this.profiles = profiles;
    this.routes =
        new Routes()
            .show("", this::board)
            .show("list", this::list)
            .show("{id}", this::detail)
            .post("{id}/assign", "lead.assigned", this::assign)
            .post("{id}/accept", "lead.accepted", this::accept)
            .post("{id}/close", "lead.closed", this::close);
  }

  @Override
  public Place place() {
    return new Place(Place.Group.LEADS, 0, "leads", Set.of(Role.SALES, Role.MARKETER));
  }

  @Override
  public Routes routes() {
    return routes;
  }

  @Override
  public List<Need> needs(Visit visit) {
    if (!visit.may(Role.SALES, Role.MARKETER)) {
      return List.of();
    }
    var open = leads.leads(Optional.of(Lead.Stage.NEW), PageRequest.first(Visit.ROWS));
    return Need.count(visit.words(), "leads.need", open, "/console/leads/list?stage=NEW").stream()
        .toList();
  }

  private Screen board(Visit visit) {
    Map<Lead.Stage, List<Lead>> stages = new EnumMap<>(Lead.Stage.class);
    for (Lead.Stage stage : Lead.Stage.values()) {
      stages.put(stage, leads.leads(Optional.of(stage), PageRequest.first(CARDS + 1)).items());
    }
    Screen screen = visit.screen("leads");
    if (stages.values().stream().allMatch(List::isEmpty)) {
      return screen.add(
          visit.empty("leads", Action.to(visit.say("forms.new"), "/console/forms/new")));
    }
    List<Piece.Column> columns = new ArrayList<>();
    stages.forEach((stage, found) -> columns.add(column(visit, stage, found)));
    return screen
        .action(Action.to(visit.say("leads.list"), visit.here("list")))
        .add(new Piece.Board(columns));
  }

  private Piece.Column column(Visit visit, Lead.Stage stage, List<Lead> found) {
    boolean more = found.size() > CARDS;
    List<Piece.Card> cards = found.stream().limit(CARDS).map(lead -> card(visit, lead)).toList();
    return new Piece.Column(
        visit.words().of(stage),
        more ? CARDS + "+" : visit.written().number(found.size()),
        cards,
        more ? visit.here("list") + "?stage=" + stage : "");
  }

  private Piece.Card card(Visit visit, Lead lead) {
    List<String> lines = new ArrayList<>();
    lines.add(lead.interest());
    lead.owner().ifPresent(lines::add);
    lead.amount().ifPresent(amount -> lines.add(visit.written().money(amount)));
    return new Piece.Card(
        visit.here(lead.id()), person(visit, lead), visit.written().number(lead.score()), lines);
  }

  private String person(Visit visit, Lead lead) {
    Profiles known = profiles;
    String id = lead.profile().toString();
    return known == null
        ? id
        : known.find(lead.profile()).map(profile -> People.name(visit, profile)).orElse(id);
  }

  private Screen list(Visit visit) {
    Optional<Lead.Stage> stage =
        visit.text("stage").flatMap(text -> Choices.find(Lead.Stage.values(), text));
    Narrowed narrowed = new Narrowed(visit);
    var wanted =
        new Leads.Filter(
            stage,
            narrowed.campaign(),
            narrowed.network(),
            narrowed.since("createdSince", "narrowed.created"),
            narrowed.since("changedSince", "narrowed.changed"));
    var found = leads.list(wanted, visit.page());
    Piece filter =
        new Piece.Filter(
            visit.here("list"),
            List.of(
                Field.of("stage", Field.Kind.CHOICE, visit.say("leads.stage"), visit.text("stage"))
                    .choices(Choices.of(visit, Lead.Stage.values()))),
            visit.say("filter.submit"),
            narrowed.kept());
    Screen screen =
        visit.screen("leads").action(Action.to(visit.say("leads.board"), visit.here())).add(filter);
    return found.items().isEmpty()
        ? screen.add(
            visit.empty(stage.isPresent() || !narrowed.kept().isEmpty() ? "filtered" : "leads"))
        : screen.add(
            table(visit, found.items())
                .next(
                    visit.next(
                        found, "stage", "campaign", "network", "createdSince", "changedSince")));
  }

  private Table table(Visit visit, List<Lead> found) {
    Table table =
        Table.of(
            visit.say("leads.title"),
            visit.say("head.person"),
            visit.say("leads.interest"),
            visit.say("leads.stage"),
            "#" + visit.say("leads.score"),
            visit.say("leads.owner"),
            visit.say("head.changed"));
    for (Lead lead : found) {
      table =
          table.row(
              Cell.link(visit.here(lead.id()), person(visit, lead)),
              Cell.text(lead.interest()),
              badge(visit, lead),
              visit.written().count(lead.score()),
              Cell.text(lead.owner().orElse("")),
              visit.written().time(lead.changedAt()));
    }
    return table;
  }

  private static Cell badge(Visit visit, Lead lead) {
    Tone tone =
        switch (lead.stage()) {
          case NEW -> Tone.WARN;
          case ASSIGNED, SYNCED, ACCEPTED -> Tone.BUSY;
          case WON -> Tone.GOOD;
          case LOST -> Tone.CALM;
        };
    return new Cell.Badge(tone, visit.words().of(lead.stage()));
  }

  private Lead found(Visit visit) {
    UUID id = visit.id("id");
    return leads.find(id).orElseThrow(() -> new NotFound("lead", id));
  }

  private Screen detail(Visit visit) {
    Lead lead = found(visit);
    return Screen.of(person(visit, lead), visit.say("leads.detail.about", lead.interest()))
        .back(visit.say("leads.title"), visit.here())
        .action(Action.to(visit.say("leads.profile"), "/console/profiles/" + lead.profile()))
        .add(
            new Piece.Beside(
                List.of(new Piece.Facts(facts(visit, lead)), points(visit, lead)),
                lead.stage().closed()
                    ? List.of(story(visit, lead))
                    : List.of(story(visit, lead), work(visit, lead))));
  }

  private static List<Piece.Fact> facts(Visit visit, Lead lead) {
    List<Piece.Fact> facts = new ArrayList<>();
    facts.add(new Piece.Fact(visit.say("leads.stage"), badge(visit, lead)));
    facts.add(new Piece.Fact(visit.say("leads.score"), visit.written().count(lead.score())));
    facts.add(
        new Piece.Fact(
            visit.say("leads.owner"), Cell.text(lead.owner().orElse(visit.say("none")))));
    lead.reason()
        .ifPresent(
            why ->
                facts.add(
                    new Piece.Fact(
                        visit.say("leads.reason"), Cell.text(visit.words().retell(why)))));
    lead.source()
        .network()
        .ifPresent(
            network ->
                facts.add(
                    new Piece.Fact(
                        visit.say("leads.source"), Cell.text(Networks.name(visit, network)))));
    lead.source()
        .campaign()
        .ifPresent(
            campaign ->
                facts.add(
                    new Piece.Fact(
                        visit.say("head.campaign"),
                        Cell.link("/console/campaigns/" + campaign, visit.say("links.campaign")))));
    lead.remoteId()
        .ifPresent(id -> facts.add(new Piece.Fact(visit.say("leads.remote"), Cell.code(id))));
    lead.amount()
        .ifPresent(
            amount ->
                facts.add(
                    new Piece.Fact(
                        visit.say("leads.amount"), visit.written().amount(List.of(amount)))));
    facts.add(new Piece.Fact(visit.say("head.created"), visit.written().time(lead.createdAt())));
    return facts;
  }

  private Piece points(Visit visit, Lead lead) {
    List<LeadScored.Points> points = leads.explain(lead.id());
    Piece inner = visit.empty("points");
    if (!points.isEmpty()) {
      Table table =
          Table.of(
              visit.say("points.title"),
              visit.say("points.reason"),
              "#" + visit.say("points.points"));
      for (LeadScored.Points point : points) {
        table = table.row(Cell.text(point.reason()), visit.written().count(point.points()));
      }
      long all = points.stream().mapToLong(LeadScored.Points::points).sum();
      inner = table.row(Cell.text(visit.say("report.total")), visit.written().count(all)).sum();
    }
    return new Piece.Section(
        visit.say("points.title"), visit.say("points.about"), List.of(), List.of(inner));
  }

  private Piece story(Visit visit, Lead lead) {
    List<Piece.Step> steps =
        leads.story(lead.id()).stream()
            .map(
                event ->
                    new Piece.Step(
                        visit.written().time(event.at()),
                        Tone.BUSY,
                        sentence(visit.words().retell(event.what())),
                        List.of()))
            .toList();
    return new Piece.Section(
        visit.say("story.title"),
        visit.say("story.about"),
        List.of(),
        List.of(new Piece.Steps(steps, Optional.empty())));
  }

  private static String sentence(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static Piece work(Visit visit, Lead lead) {
    List<Action> actions =
        lead.owner().isPresent() && lead.stage() != Lead.Stage.ACCEPTED
            ? List.of(Action.send(visit.say("leads.accept"), visit.here(lead.id(), "accept")))
            : List.of();
    Field owner =
        Field.of("owner", Field.Kind.TEXT, visit.say("leads.owner"), Optional.empty())
            .required(true)
            .help(visit.say("leads.owner.help"));
    List<String> present = lead.owner().map(List::of).orElse(List.of());
    Form assign =
        new Form(
            "assign",
            visit.here(lead.id(), "assign"),
            List.of(Typed.of(visit, "assign").into(owner, present)),
            List.of(new Form.Hidden("version", Long.toString(lead.version()))),
            visit.say("leads.assign"),
            List.of(),
            Optional.empty());
    return new Piece.Section(
        visit.say("leads.work"),
        visit.say("leads.work.about"),
        actions,
        List.of(assign, closing(visit, lead)));
  }

  private static Form closing(Visit visit, Lead lead) {
    Typed typed = Typed.of(visit, "close");
    Field outcome =
        Field.of("outcome", Field.Kind.CHOICE, visit.say("leads.outcome"), Optional.empty())
            .required(true)
            .choices(
                List.of(
                    new Field.Choice("WON", visit.words().of(Lead.Stage.WON)),
                    new Field.Choice("LOST", visit.words().of(Lead.Stage.LOST))));
    Field amount =
        Field.of("amount", Field.Kind.TEXT, visit.say("leads.amount"), Optional.empty())
            .help(visit.say("leads.amount.help"));
    return new Form(
        "close",
        visit.here(lead.id(), "close"),
        List.of(typed.into(outcome, List.of()), typed.into(amount, List.of())),
        List.of(),
        visit.say("leads.close"),
        List.of(),
        Optional.empty());
  }

  private Answer assign(Visit visit) {
    Lead lead = found(visit);
    String owner =
        visit
            .text("owner")
            .orElseThrow(() -> new InvalidInput("owner", visit.say("invalid.NotBlank")));
    desk.assign(lead.id(), owner, lead.account(), visit.version());
    return visit.done("lead.assigned", lead.id());
  }

  private Answer accept(Visit visit) {
    desk.accept(visit.id("id"));
    return visit.done("lead.accepted", visit.id("id"));
  }

  private Answer close(Visit visit) {
    String outcome = visit.exact("outcome");
    if (!Set.of("WON", "LOST").contains(outcome)) {
      throw new InvalidInput("outcome", visit.say("malformed.Set"));
    }
    Optional<Money> amount = visit.text("amount").map(text -> Amounts.read(text, visit));
    desk.close(visit.id("id"), outcome.equals("WON"), amount);
    return visit.done("lead.closed", visit.id("id"));
  }
}
