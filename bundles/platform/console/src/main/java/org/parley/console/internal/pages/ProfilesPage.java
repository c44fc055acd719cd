// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.profiles.Consents;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileDesk;
import org.parley.api.profiles.Profiles;
import org.parley.api.profiles.Suggestion;
import org.parley.api.profiles.Timeline;
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

/** People: who is known, by what, and what they did. */
@Component(service = {Page.class, Concern.class})
public final class ProfilesPage implements Page, Concern {
  private final Profiles profiles;
  private final ProfileDesk desk;
  private final Timeline timeline;
  private final Consents consents;
  private final Routes routes;

  @Activate
  public ProfilesPage(
      @Reference Profiles profiles,
      @Reference ProfileDesk desk,
      @Reference Timeline timeline,
      @Reference Consents consents) {
    this.profiles = profiles;
    this.desk = desk;
    this.timeline = timeline;
    this.consents = consents;
    this.routes =
        new Routes()
            .show("", this::list)
            .show("suggestions", this::suggestions)
            .post("suggestions/{id}/accept", "profile.merged", this::accept)
            .post("suggestions/{id}/dismiss", "suggestion.dismissed", this::dismiss)
            .show("{id}", this::detail)
            .get("{id}/export.json", "profile.exported", this::export)
            .show("{id}/erase", this::askErase)
            .post("{id}/erase", "profile.erased", this::erase)
            .post("{id}/merge", "profile.merged", this::merge)
            .post("{id}/split/{merge}", "profile.split", this::split);
  }

  @Override
  public Place place() {
    return new Place(Place.Group.PEOPLE, 0, "profiles", Set.of(Role.MARKETER, Role.SALES));
  }

  @Override
  public Routes routes() {
    return routes;
  }

  @Override
  public List<Need> needs(Visit visit) {
    if (!visit.may(Role.MARKETER)) {
      return List.of();
    }
    var open = desk.suggestions(PageRequest.first(Visit.ROWS));
    return Need.count(visit.words(), "profiles.need", open, "/console/profiles/suggestions")
        .stream()
        .toList();
  }

  @Override
  public List<Piece.Hit> seek(String text, Visit visit) {
    var filter = new ProfileDesk.Filter(Optional.empty(), Optional.of(text));
    List<Profile> found =
        text.matches("[a-z]+:.+") && text.length() < 400
            ? known(text)
            : desk.list(filter, PageRequest.first(Seek.MOST)).items();
    return found.stream()
        .limit(Seek.MOST)
        .map(
            profile ->
                new Piece.Hit(
                    People.name(visit, profile),
                    profile
                        .email()
                        .filter(email -> !email.equals(People.name(visit, profile)))
                        .orElse(""),
                    "/console/profiles/" + profile.id()))
        .toList();
  }

  private List<Profile> known(String identifier) {
    try {
      return desk.findAll(identifier);
    } catch (InvalidInput none) {
      return List.of();
    }
  }

  private Screen list(Visit visit) {
    Optional<Profile.State> state =
        visit.text("state").flatMap(text -> Choices.find(Profile.State.values(), text));
    var filter = new ProfileDesk.Filter(state, visit.text("q"));
    Screen screen =
        visit
            .screen("profiles")
            .action(Action.to(visit.say("profiles.suggestions"), visit.here("suggestions")))
            .add(filter(visit));
    Optional<String> identifier = visit.text("q").filter(text -> text.matches("[a-z]+:.+"));
    if (identifier.isPresent()) {
      List<Profile> found = desk.findAll(identifier.get());
      return screen.add(found.isEmpty() ? visit.empty("filtered") : table(visit, found));
    }
    var found = desk.list(filter, visit.page());
    if (found.items().isEmpty()) {
      boolean all = filter.equals(ProfileDesk.Filter.ALL);
      return screen.add(
          all
              ? visit.empty("profiles", Action.to(visit.say("forms.new"), "/console/forms/new"))
              : visit.empty("filtered"));
    }
    return screen.add(table(visit, found.items()).next(visit.next(found, "q", "state")));
  }

  private static Piece filter(Visit visit) {
    return new Piece.Filter(
        visit.here(),
        List.of(
            Field.of("q", Field.Kind.TEXT, visit.say("profiles.search"), visit.text("q")),
            Field.of("state", Field.Kind.CHOICE, visit.say("head.state"), visit.text("state"))
                .choices(Choices.of(visit, Profile.State.values()))),
        visit.say("filter.submit"));
  }

  private static Table table(Visit visit, List<Profile> found) {
    Table table =
        Table.of(
            visit.say("profiles.title"),
            visit.say("head.person"),
            visit.say("head.state"),
            visit.say("profiles.identifiers"),
            visit.say("profiles.seen"));
    for (Profile profile : found) {
      table =
          table.row(
              Cell.link(visit.here(profile.id()), People.name(visit, profile)),
              Known.badge(visit, profile),
              Cell.text(kinds(visit, profile)),
              visit.written().time(profile.lastSeenAt()));
    }
    return table;
  }

  private static String kinds(Visit visit, Profile profile) {
    return profile.identifiers().stream()
        .map(Identifier::kind)
        .distinct()
        .map(visit.words()::of)
        .collect(java.util.stream.Collectors.joining(", "));
  }

  private Profile found(Visit visit) {
    UUID id = visit.id("id");
    return profiles.find(id).orElseThrow(() -> new NotFound("profile", id));
  }

  private Screen detail(Visit visit) {
    Profile profile = found(visit);
    Screen screen =
        Screen.of(People.name(visit, profile), visit.say("profiles.detail.about"))
            .back(visit.say("profiles.title"), visit.here())
            .action(
                Action.to(visit.say("profiles.export"), visit.here(profile.id(), "export.json")))
            .add(new Piece.Beside(Known.of(visit, profile), wide(visit, profile)));
    if (!visit.may(Role.MARKETER)) {
      return screen;
    }
    Action erase =
        Action.to(visit.say("profiles.erase"), visit.here(profile.id(), "erase"))
            .danger()
            .because(visit.say("profiles.erase.hint"));
    return screen.add(new Piece.Toolbar(List.of(erase)));
  }

  private List<Piece> wide(Visit visit, Profile profile) {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(timeline(visit, profile));
    pieces.add(consents(visit, profile));
    if (visit.may(Role.MARKETER)) {
      pieces.add(merges(visit, profile));
    }
    return pieces;
  }

  private Piece timeline(Visit visit, Profile profile) {
    var found = timeline.entries(profile.id(), visit.page());
    List<Piece.Step> steps =
        found.items().stream().map(entry -> People.step(visit, entry)).toList();
    Piece inner =
        steps.isEmpty() ? visit.empty("timeline") : new Piece.Steps(steps, visit.next(found));
    return new Piece.Section(
        visit.say("timeline.title"), visit.say("timeline.about"), List.of(), List.of(inner));
  }

  private Piece consents(Visit visit, Profile profile) {
    Consents.History history = consents.history(profile.id());
    List<Piece> pieces = new ArrayList<>();
    if (!history.intact()) {
      pieces.add(
          new Piece.Notice(
              Tone.BAD, visit.say("consents.altered"), visit.say("consents.altered.text")));
    }
    if (history.answers().isEmpty()) {
      pieces.add(visit.empty("consents"));
    } else {
      pieces.add(answers(visit, history));
    }
    return new Piece.Section(
        visit.say("consents.title"), visit.say("consents.about"), List.of(), pieces);
  }

  private static Table answers(Visit visit, Consents.History history) {
    Table table =
        Table.of(
            visit.say("consents.title"),
            visit.say("consents.purpose"),
            visit.say("consents.answer"),
            visit.say("consents.basis"),
            visit.say("consents.evidence"),
            visit.say("head.at"));
    for (var answer : history.answers()) {
      Tone tone = answer.given() && answer.counts() ? Tone.GOOD : Tone.CALM;
      String word = answer.given() ? (answer.counts() ? "yes" : "consents.unproven") : "no";
      table =
          table.row(
              Cell.text(People.purpose(visit, answer.purpose())),
              new Cell.Badge(tone, visit.say(word)),
              Cell.text(visit.words().find("basis." + answer.basis()).orElse(answer.basis())),
              Cell.text(visit.words().retell(answer.evidence())),
              visit.written().time(answer.at()));
    }
    return table;
  }

  private Piece merges(Visit visit, Profile profile) {
    List<Piece> pieces = new ArrayList<>();
    var merges = desk.merges(profile.id());
    if (!merges.isEmpty()) {
      pieces.add(Merges.table(visit, profile, merges));
    }
    String name = "merge";
    Field other =
        Field.of("other", Field.Kind.TEXT, visit.say("merges.other"), Optional.empty())
            .required(true)
            .help(visit.say("merges.other.help"));
    pieces.add(
        new Form(
            name,
            visit.here(profile.id(), "merge"),
            List.of(Typed.of(visit, name).into(other, List.of())),
            List.of(),
            visit.say("merges.merge"),
            List.of(),
            Optional.empty()));
    return new Piece.Section(
        visit.say("merges.title"), visit.say("merges.about"), List.of(), pieces);
  }

  private Answer merge(Visit visit) {
    visit.demand(Role.MARKETER);
    UUID id = visit.id("id");
    desk.merge(id, People.meant(visit.exact("other").strip(), visit, desk));
    return visit.done("profiles.merged", id);
  }

  private Answer split(Visit visit) {
    visit.demand(Role.MARKETER);
    desk.split(visit.id("id"), visit.id("merge"));
    return visit.done("profiles.split", visit.id("id"));
  }

  private Screen suggestions(Visit visit) {
    var found = desk.suggestions(visit.page());
    Screen screen =
        visit.screen("profiles.suggestions").back(visit.say("profiles.title"), visit.here());
    if (found.items().isEmpty()) {
      return screen.add(visit.empty("suggestions"));
    }
    Table table =
        Table.of(
            visit.say("profiles.suggestions"),
            visit.say("suggestions.elder"),
            visit.say("suggestions.younger"),
            visit.say("suggestions.reason"),
            visit.say("head.at"),
            visit.say("head.do"));
    for (Suggestion suggestion : found.items()) {
      String base = visit.here("suggestions", suggestion.id());
      table =
          table.row(
              person(visit, suggestion.profile()),
              person(visit, suggestion.other()),
              Cell.text(suggestion.reason()),
              visit.written().time(suggestion.at()),
              new Cell.Buttons(
                  List.of(
                      Action.send(visit.say("suggestions.accept"), base + "/accept"),
                      Action.send(visit.say("suggestions.dismiss"), base + "/dismiss"))));
    }
    return screen.add(table.next(visit.next(found)));
  }

  private Cell person(Visit visit, UUID id) {
    String name =
        profiles.find(id).map(profile -> People.name(visit, profile)).orElse(id.toString());
    return Cell.link(visit.here(id), name);
  }

  private Answer accept(Visit visit) {
    visit.demand(Role.MARKETER);
    desk.accept(visit.id("id"));
    return visit.done("profiles.merged", "suggestions");
  }

  private Answer dismiss(Visit visit) {
    visit.demand(Role.MARKETER);
    desk.dismiss(visit.id("id"));
    return visit.done("profiles.dismissed", "suggestions");
  }

  private Answer export(Visit visit) {
    byte[] bytes = desk.export(found(visit).id()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new Answer.File("application/json; charset=utf-8", bytes, "profile.json");
  }

  private Screen askErase(Visit visit) {
    visit.demand(Role.MARKETER);
    Profile profile = found(visit);
    Action erase =
        Action.send(visit.say("profiles.erase.now"), visit.here(profile.id(), "erase")).danger();
    Action keep = Action.to(visit.say("cancel"), visit.here(profile.id()));
    return Screen.of(
            visit.say("profiles.erase.title", People.name(visit, profile)),
            visit.say("profiles.erase.about"))
        .back(People.name(visit, profile), visit.here(profile.id()))
        .add(
            new Piece.Notice(
                Tone.WARN, visit.say("profiles.erase.sure"), visit.say("profiles.erase.text")))
        .add(new Piece.Toolbar(List.of(erase, keep)));
  }

  private Answer erase(Visit visit) {
    visit.demand(Role.MARKETER);
    desk.erase(found(visit).id());
    return visit.done("profiles.erased");
  }
}
