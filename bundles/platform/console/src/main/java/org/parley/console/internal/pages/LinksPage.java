// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import static java.util.Map.entry;

import jakarta.validation.Validator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.links.Link;
import org.parley.api.links.LinkChange;
import org.parley.api.links.LinkDesk;
import org.parley.api.links.LinkDesk.QrFormat;
import org.parley.api.links.Links;
import org.parley.api.links.NewLink;
import org.parley.api.security.Role;
import org.parley.console.internal.Answer;
import org.parley.console.internal.Concern;
import org.parley.console.internal.Page;
import org.parley.console.internal.Place;
import org.parley.console.internal.RecordForm;
import org.parley.console.internal.Routes;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Action;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Field;
import org.parley.console.internal.view.Field.Kind;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Table;
import org.parley.console.internal.view.Tone;

/** Short links: where they lead and how often they were followed. */
@Component(service = {Page.class, Concern.class})
public final class LinksPage implements Page, Concern {
  private static final int DAYS = 30;

  private final Links links;
  private final LinkDesk desk;
  private final RecordForm<NewLink> blank;
  private final RecordForm<LinkChange> change;
  private final Routes routes;

  @Activate
  public LinksPage(
      @Reference Links links, @Reference LinkDesk desk, @Reference Validator validator) {
    this.links = links;
    this.desk = desk;
    this.blank = new RecordForm<>(NewLink.class, validator);
    this.change = new RecordForm<>(LinkChange.class, validator);
    this.routes =
        new Routes()
            .show("", this::list)
            .show("new", this::fill)
            .post("new", "link.created", this::create)
            .show("{id}", this::detail)
            .show("{id}/edit", this::edit)
            .post("{id}/edit", "link.changed", this::change)
            .post("{id}/retire", "link.retired", visit -> state(visit, Link.State.RETIRED))
            .post("{id}/restore", "link.restored", visit -> state(visit, Link.State.ACTIVE))
            .get("{id}/qr.svg", visit -> draw(visit, QrFormat.SVG, "image/svg+xml"))
            .get("{id}/qr.png", visit -> draw(visit, QrFormat.PNG, "image/png"));
  }

  @Override
  public Place place() {
    return new Place(Place.Group.FOLLOW, 0, "links", Set.of(Role.MARKETER));
  }

  @Override
  public Routes routes() {
    return routes;
  }

  @Override
  public Optional<Step> begin(Visit visit) {
    boolean done = !links.list(Links.Filter.ALL, PageRequest.first(1)).items().isEmpty();
    return visit.may(Role.MARKETER)
        ? Step.of(visit, 4, done, "begin.link", "/console/links/new")
        : Optional.empty();
  }

  @Override
  public List<Piece.Hit> seek(String text, Visit visit) {
    var filter = new Links.Filter(Optional.of(text), Optional.empty(), Optional.empty());
    return links.list(filter, PageRequest.first(Seek.MOST)).items().stream()
        .map(
            link ->
                new Piece.Hit(
                    link.title().orElse("/" + link.slug()),
                    link.title().isPresent() ? "/" + link.slug() : "",
                    "/console/links/" + link.id()))
        .toList();
  }

  private Screen list(Visit visit) {
    Narrowed narrowed = new Narrowed(visit);
    var filter =
        new Links.Filter(
            visit.text("q"),
            narrowed.campaign(),
            state(visit),
            narrowed.network(),
            narrowed.since("clickedSince", "narrowed.clicked"));
    var found = links.list(filter, visit.page());
    Action add = Action.to(visit.say("links.new"), visit.here("new")).main();
    Screen screen = visit.screen("links").action(add).add(filter(visit, narrowed));
    if (found.items().isEmpty()) {
      return screen.add(
          filter.equals(Links.Filter.ALL) ? visit.empty("links", add) : visit.empty("filtered"));
    }
    Table table =
        Table.of(
            visit.say("links.title"),
            visit.say("head.link"),
            visit.say("head.target"),
            visit.say("head.network"),
            "#" + visit.say("head.clicks"),
            "#" + visit.say("head.unique"),
            visit.say("head.state"),
            visit.say("head.created"));
    for (Link link : found.items()) {
      table = table.row(row(visit, link));
    }
    return screen.add(
        table.next(visit.next(found, "q", "state", "campaign", "network", "clickedSince")));
  }

  private static Optional<Link.State> state(Visit visit) {
    return visit.text("state").flatMap(text -> Choices.find(Link.State.values(), text));
  }

  private static Piece filter(Visit visit, Narrowed narrowed) {
    return new Piece.Filter(
        visit.here(),
        List.of(
            Field.of("q", Kind.TEXT, visit.say("links.search"), visit.text("q")),
            Field.of("state", Kind.CHOICE, visit.say("head.state"), visit.text("state"))
                .choices(Choices.of(visit, Link.State.values()))),
        visit.say("filter.submit"),
        narrowed.kept());
  }

  private static Cell[] row(Visit visit, Link link) {
    return new Cell[] {
      Cell.stack(
          Cell.link(visit.here(link.id()), link.title().orElse("/" + link.slug())),
          Cell.code("/" + link.slug())),
      Cell.text(shorten(link.target().toString())),
      Cell.text(link.origin().network().map(found -> Networks.name(visit, found)).orElse("")),
      visit.written().count(link.clicks().total()),
      visit.written().count(link.clicks().unique()),
      badge(visit, link),
      visit.written().time(link.createdAt())
    };
  }

  private static String shorten(String text) {
    return text.length() > 60 ? text.substring(0, 59) + "…" : text;
  }

  private static Cell badge(Visit visit, Link link) {
    boolean over = link.expiresAt().filter(end -> end.isBefore(visit.written().now())).isPresent();
    return link.state() == Link.State.ACTIVE && over
        ? new Cell.Badge(Tone.WARN, visit.say("links.expired"))
        : new Cell.Badge(
            link.state() == Link.State.ACTIVE ? Tone.GOOD : Tone.CALM,
            visit.words().of(link.state()));
  }

  private Screen fill(Visit visit) {
    return visit
        .screen("links.new")
        .back(visit.say("links.title"), visit.here())
        .add(blank.draw(visit, visit.here("new"), Map.of(), Map.of()).cancel(cancel(visit)));
  }

  private static Action cancel(Visit visit, Object... parts) {
    return Action.to(visit.say("cancel"), visit.here(parts));
  }

  private Answer create(Visit visit) {
    return visit.done("link.created", desk.create(blank.read(visit)).id());
  }

  private Link found(Visit visit) {
    String named = visit.part("id");
    Optional<Link> found =
        named.matches("[0-9a-f-]{36}") ? links.find(visit.id("id")) : links.findBySlug(named);
    return found.orElseThrow(() -> new NotFound("link", named));
  }

  private static Piece facts(Visit visit, Link link) {
    List<Piece.Fact> facts = new ArrayList<>();
    facts.add(new Piece.Fact(visit.say("head.state"), badge(visit, link)));
    facts.add(
        new Piece.Fact(
            visit.say("links.short"),
            Cell.link(link.shortUrl().toString(), link.shortUrl().toString())));
    facts.add(
        new Piece.Fact(
            visit.say("head.target"),
            Cell.link(link.target().toString(), link.target().toString())));
    facts.add(new Piece.Fact(visit.say("head.created"), visit.written().time(link.createdAt())));
    link.expiresAt()
        .ifPresent(
            end ->
                facts.add(new Piece.Fact(visit.say("links.expires"), visit.written().time(end))));
    link.origin()
        .network()
        .ifPresent(
            network ->
                facts.add(
                    new Piece.Fact(
                        visit.say("head.network"), Cell.text(Networks.name(visit, network)))));
    link.origin()
        .campaign()
        .ifPresent(
            campaign ->
                facts.add(
                    new Piece.Fact(
                        visit.say("head.campaign"),
                        Cell.link("/console/campaigns/" + campaign, visit.say("links.campaign")))));
    return new Piece.Facts(facts);
  }

  private Screen detail(Visit visit) {
    Link link = found(visit);
    return Screen.of(link.title().orElse("/" + link.slug()), visit.say("links.detail.about"))
        .back(visit.say("links.title"), visit.here())
        .action(Action.to(visit.say("edit"), visit.here(link.id(), "edit")).main())
        .add(
            new Piece.Beside(
                List.of(facts(visit, link), picture(visit, link)),
                List.of(clicks(visit, link), days(visit, link), switching(visit, link))));
  }

  private static Piece clicks(Visit visit, Link link) {
    return new Piece.Tiles(
        List.of(
            tile(visit, "head.clicks", link.clicks().total(), "links.clicks.note"),
            tile(visit, "head.unique", link.clicks().unique(), "links.unique.note"),
            tile(visit, "links.robots", link.clicks().robots(), "links.robots.note")));
  }

  private static Piece.Tile tile(Visit visit, String label, long value, String note) {
    return new Piece.Tile(
        visit.say(label), visit.written().number(value), visit.say(note), "", Tone.CALM);
  }

  private Piece days(Visit visit, Link link) {
    LocalDate today = visit.written().today();
    LocalDate from = today.minusDays(DAYS - 1L);
    Map<LocalDate, Link.Clicks> clicks = new TreeMap<>();
    links.days(link.id(), from, today).forEach(day -> clicks.put(day.day(), day.clicks()));
    List<Piece.Day> bars = new ArrayList<>();
    Table table =
        Table.of(
            visit.say("links.days", DAYS),
            visit.say("head.day"),
            "#" + visit.say("head.clicks"),
            "#" + visit.say("head.unique"),
            "#" + visit.say("links.robots"));
    for (LocalDate day = from; !day.isAfter(today); day = day.plusDays(1)) {
      Link.Clicks on = clicks.getOrDefault(day, Link.Clicks.NONE);
      String label = visit.written().day(day);
      bars.add(new Piece.Day(label, visit.say("links.day", label, on.total()), on.total()));
      if (!on.equals(Link.Clicks.NONE)) {
        table =
            table.row(
                Cell.text(label),
                visit.written().count(on.total()),
                visit.written().count(on.unique()),
                visit.written().count(on.robots()));
      }
    }
    return new Piece.Bars(visit.say("links.days", DAYS), bars, table);
  }

  private static Piece picture(Visit visit, Link link) {
    return new Piece.Picture(
        visit.here(link.id(), "qr.svg"),
        visit.say("links.qr", link.shortUrl().toString()),
        List.of(
            Action.to(visit.say("links.qr.svg"), visit.here(link.id(), "qr.svg")),
            Action.to(visit.say("links.qr.png"), visit.here(link.id(), "qr.png"))));
  }

  private static Piece switching(Visit visit, Link link) {
    boolean active = link.state() == Link.State.ACTIVE;
    Action action =
        active
            ? Action.send(visit.say("links.retire"), visit.here(link.id(), "retire"))
                .danger()
                .because(visit.say("links.retire.text"))
            : Action.send(visit.say("links.restore"), visit.here(link.id(), "restore"))
                .because(visit.say("links.restore.text"));
    return new Piece.Toolbar(List.of(action));
  }

  private Screen edit(Visit visit) {
    Link link = found(visit);
    Map<String, Object> values =
        Map.ofEntries(
            entry("target", link.target()),
            entry("title", link.title()),
            entry("expiresAt", link.expiresAt()));
    return Screen.of(visit.say("links.edit"), visit.say("links.edit.about"))
        .back(link.title().orElse("/" + link.slug()), visit.here(link.id()))
        .add(
            change
                .draw(visit, visit.here(link.id(), "edit"), values, Map.of())
                .with("version", Long.toString(link.version()))
                .cancel(cancel(visit, link.id())));
  }

  private Answer change(Visit visit) {
    Link link = desk.change(found(visit).id(), change.read(visit), visit.version());
    return visit.done("saved", link.id());
  }

  private Answer state(Visit visit, Link.State state) {
    Link link = found(visit);
    desk.setState(link.id(), state, link.version());
    return visit.done(state == Link.State.ACTIVE ? "link.restored" : "link.retired", link.id());
  }

  private Answer draw(Visit visit, QrFormat format, String type) {
    return new Answer.File(type, desk.draw(found(visit).id(), format));
  }
}
