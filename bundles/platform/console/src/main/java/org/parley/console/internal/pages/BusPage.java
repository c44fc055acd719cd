// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.bus.BusDesk;
import org.parley.api.bus.BusDesk.GroupStatus;
import org.parley.api.bus.BusDesk.ParkedRecord;
import org.parley.api.bus.BusDesk.TopicStatus;
import org.parley.api.bus.BusDesk.TraceStep;
import org.parley.console.internal.Answer;
import org.parley.console.internal.Concern;
import org.parley.console.internal.Page;
import org.parley.console.internal.Place;
import org.parley.console.internal.Routes;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Action;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Table;
import org.parley.console.internal.view.Tone;

/** The bus: what flows, who reads it, what is parked. */
@Component(service = {Page.class, Concern.class})
public final class BusPage implements Page, Concern {
  private static final Pattern ACCOUNT =
      Pattern.compile("(.+)\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  private final BusDesk desk;
  private final Routes routes;

  @Activate
  public BusPage(@Reference BusDesk desk) {
    this.desk = desk;
    this.routes =
        new Routes()
            .show("", this::list)
            .show("topics/{topic}", this::topic)
            .show("groups/{group}", this::group)
            .show("parked/{id}", this::parked)
            .post(
                "parked/{id}/replay",
                "record.replayed",
                visit -> act(visit, "id", desk::replay, "record.replayed"))
            .post(
                "parked/{id}/discard",
                "record.discarded",
                visit -> act(visit, "id", desk::discard, "record.discarded"))
            .post(
                "groups/{group}/pause",
                "group.paused",
                visit -> feed(visit, desk::pause, "group.paused"))
            .post(
                "groups/{group}/resume",
                "group.resumed",
                visit -> feed(visit, desk::resume, "group.resumed"))
            .post("groups/{group}/forget", "group.forgotten", this::forget)
            .show("trace/{id}", this::trace);
  }

  @Override
  public Place place() {
    return new Place(Place.Group.OPERATE, 0, "bus", Set.of());
  }

  @Override
  public Routes routes() {
    return routes;
  }

  @Override
  public List<Need> needs(Visit visit) {
    if (!visit.may()) {
      return List.of();
    }
    List<Need> needs = new ArrayList<>();
    List<GroupStatus> groups = desk.groups();
    long parked = groups.stream().mapToLong(GroupStatus::parked).sum();
    if (parked > 0) {
      needs.add(new Need(Tone.BAD, visit.say("bus.need.parked", parked), "/console/bus"));
    }
    groups.stream()
        .filter(group -> group.paused())
        .map(group -> visit.say("bus.need.paused", group.group(), group.lag()))
        .forEach(text -> needs.add(new Need(Tone.WARN, text, "/console/bus")));
    return needs;
  }

  private Screen list(Visit visit) {
    return visit
        .screen("bus")
        .alive()
        .add(tiles(visit))
        .add(parkedRecords(visit))
        .add(groups(visit, group -> true))
        .add(topics(visit));
  }

  private Piece tiles(Visit visit) {
    List<GroupStatus> groups = desk.groups();
    long parked = groups.stream().mapToLong(GroupStatus::parked).sum();
    long idle = groups.stream().filter(group -> !group.fed()).count();
    return new Piece.Tiles(
        List.of(
            tile(
                visit,
                "bus.records",
                desk.topics().stream().mapToLong(TopicStatus::records).sum(),
                Tone.CALM),
            tile(visit, "bus.lag", groups.stream().mapToLong(GroupStatus::lag).sum(), Tone.CALM),
            tile(
                visit,
                "bus.waiting",
                groups.stream().mapToLong(GroupStatus::waiting).sum(),
                Tone.CALM),
            tile(visit, "bus.parked", parked, parked > 0 ? Tone.BAD : Tone.CALM),
            tile(visit, "bus.idle", idle, idle > 0 ? Tone.WARN : Tone.CALM)));
  }

  private static Piece.Tile tile(Visit visit, String key, long value, Tone tone) {
    return new Piece.Tile(
        visit.say(key), visit.written().number(value), visit.say(key + ".note"), "", tone);
  }

  private Piece parkedRecords(Visit visit) {
    var found = desk.parked(visit.page());
    Piece inner = visit.empty("parked");
    if (!found.items().isEmpty()) {
      Table table =
          Table.of(
              visit.say("parked.title"),
              visit.say("parked.record"),
              visit.say("bus.group"),
              visit.say("posts.reason"),
              visit.say("head.at"),
              visit.say("head.do"));
      for (ParkedRecord parked : found.items()) {
        table =
            table.row(
                Cell.stack(
                    Cell.link(visit.here("parked", parked.id()), parked.record().type()),
                    Cell.code(parked.record().subject())),
                Cell.text(parked.group()),
                Cell.text(parked.reason()),
                visit.written().time(parked.parkedAt()),
                new Cell.Buttons(List.of(replay(visit, parked))));
      }
      inner = table.next(visit.next(found));
    }
    return section(visit, "parked", inner);
  }

  private static Action replay(Visit visit, ParkedRecord parked) {
    return Action.send(visit.say("parked.replay"), visit.here("parked", parked.id(), "replay"));
  }

  private static Piece section(Visit visit, String key, Piece inner) {
    return new Piece.Section(
        visit.say(key + ".title"), visit.say(key + ".about"), List.of(), List.of(inner));
  }

  private Piece groups(Visit visit, Predicate<GroupStatus> wanted) {
    Table table =
        Table.of(
            visit.say("groups.title"),
            visit.say("bus.group"),
            visit.say("bus.topic"),
            visit.say("head.state"),
            "#" + visit.say("bus.lag"),
            "#" + visit.say("bus.waiting"),
            "#" + visit.say("bus.parked"),
            visit.say("head.do"));
    for (GroupStatus group : desk.groups().stream().filter(wanted).toList()) {
      String verb = group.paused() ? "resume" : "pause";
      table =
          table.row(
              name(visit, group.group()),
              Cell.link(visit.here("topics", group.topic()), group.topic()),
              badge(visit, group),
              visit.written().count(group.lag()),
              visit.written().count(group.waiting()),
              visit.written().count(group.parked()),
              new Cell.Buttons(
                  List.of(
                      Action.send(
                          visit.say("bus." + verb), visit.here("groups", group.group(), verb)))));
    }
    return section(visit, "groups", table.rows().isEmpty() ? visit.empty("groups") : table);
  }

  /** A group, and the account that it reads for when it is one of a connector. */
  private static Cell name(Visit visit, String group) {
    String href = visit.here("groups", group);
    Matcher account = ACCOUNT.matcher(group);
    return account.matches()
        ? Cell.stack(
            Cell.link(href, account.group(1)),
            Cell.link("/console/accounts/" + account.group(2), visit.say("bus.account")))
        : Cell.link(href, group);
  }

  private static Cell badge(Visit visit, GroupStatus group) {
    if (group.paused()) {
      return new Cell.Badge(Tone.WARN, visit.say("bus.paused"));
    }
    return group.fed()
        ? new Cell.Badge(Tone.GOOD, visit.say("bus.fed"))
        : new Cell.Badge(Tone.BAD, visit.say("bus.unread"));
  }

  private Piece topics(Visit visit) {
    Table table =
        Table.of(
            visit.say("topics.title"),
            visit.say("bus.topic"),
            "#" + visit.say("bus.records"),
            "#" + visit.say("bus.last"));
    for (TopicStatus topic : desk.topics()) {
      table =
          table.row(
              Cell.link(visit.here("topics", topic.topic()), topic.topic()),
              visit.written().count(topic.records()),
              visit.written().count(topic.last()));
    }
    return section(visit, "topics", table.rows().isEmpty() ? visit.empty("topics") : table);
  }

  private Screen topic(Visit visit) {
    String name = visit.part("topic");
    TopicStatus topic =
        desk.topics().stream()
            .filter(one -> one.topic().equals(name))
            .findFirst()
            .orElseGet(() -> unwritten(name));
    return Screen.of(name, visit.say("topics.detail.about"))
        .back(visit.say("bus.title"), visit.here())
        .alive()
        .add(
            new Piece.Facts(
                List.of(
                    new Piece.Fact(
                        visit.say("bus.records"), visit.written().count(topic.records())),
                    new Piece.Fact(visit.say("bus.last"), visit.written().count(topic.last())))))
        .add(groups(visit, group -> group.topic().equals(name)));
  }

  /** A topic that is read and that nobody has written to yet. */
  private TopicStatus unwritten(String name) {
    if (desk.groups().stream().noneMatch(group -> group.topic().equals(name))) {
      throw new NotFound("topic", name);
    }
    return new TopicStatus(name, 0, 0);
  }

  private Screen group(Visit visit) {
    String name = visit.part("group");
    GroupStatus group =
        desk.groups().stream()
            .filter(one -> one.group().equals(name))
            .findFirst()
            .orElseThrow(() -> new NotFound("group", name));
    return Screen.of(name, visit.say("groups.detail.about"))
        .back(visit.say("bus.title"), visit.here())
        .alive()
        .add(
            new Piece.Facts(
                List.of(
                    new Piece.Fact(visit.say("head.state"), badge(visit, group)),
                    new Piece.Fact(
                        visit.say("bus.topic"),
                        Cell.link(visit.here("topics", group.topic()), group.topic())),
                    new Piece.Fact(
                        visit.say("bus.position"), visit.written().count(group.position())),
                    new Piece.Fact(visit.say("bus.lag"), visit.written().count(group.lag())),
                    new Piece.Fact(
                        visit.say("bus.waiting"), visit.written().count(group.waiting())),
                    new Piece.Fact(
                        visit.say("bus.parked"), visit.written().count(group.parked())))))
        .add(new Piece.Toolbar(toDo(visit, group)));
  }

  /** Only what nobody reads can be forgotten. */
  private static List<Action> toDo(Visit visit, GroupStatus group) {
    String verb = group.paused() ? "resume" : "pause";
    Action feed =
        Action.send(visit.say("bus." + verb), visit.here("groups", group.group(), verb))
            .because(visit.say("bus." + verb + ".text"));
    if (group.fed()) {
      return List.of(feed);
    }
    Action forget =
        Action.send(visit.say("bus.forget"), visit.here("groups", group.group(), "forget"))
            .danger()
            .because(visit.say("bus.forget.text", group.lag()));
    return List.of(feed, forget);
  }

  private Answer forget(Visit visit) {
    desk.forget(visit.part("group"));
    return visit.done("group.forgotten");
  }

  private ParkedRecord found(UUID id) {
    PageRequest page = PageRequest.first(PageRequest.MOST);
    while (true) {
      var some = desk.parked(page);
      Optional<ParkedRecord> found =
          some.items().stream().filter(parked -> parked.id().equals(id)).findFirst();
      if (found.isPresent()) {
        return found.get();
      } else if (some.next().isEmpty()) {
        throw new NotFound("parked record", id);
      }
      page = new PageRequest(PageRequest.MOST, some.next());
    }
  }

  private Screen parked(Visit visit) {
    ParkedRecord parked = found(visit.id("id"));
    Action discard =
        Action.send(visit.say("parked.discard"), visit.here("parked", parked.id(), "discard"))
            .danger()
            .because(visit.say("parked.discard.text"));
    return Screen.of(parked.record().type(), visit.say("parked.detail.about", parked.group()))
        .back(visit.say("bus.title"), visit.here())
        .action(Action.to(visit.say("trace.open"), visit.here("trace", parked.record().id())))
        .add(new Piece.Notice(Tone.BAD, visit.words().of(parked.fault()) + ":", parked.reason()))
        .add(facts(visit, parked))
        .add(new Piece.Quote(visit.say("parked.data"), parked.data(), true))
        .add(
            new Piece.Toolbar(
                List.of(
                    replay(visit, parked).main().because(visit.say("parked.replay.text")),
                    discard)));
  }

  private static Piece facts(Visit visit, ParkedRecord parked) {
    return new Piece.Facts(
        List.of(
            new Piece.Fact(visit.say("bus.topic"), Cell.text(parked.record().topic())),
            new Piece.Fact(visit.say("parked.subject"), Cell.code(parked.record().subject())),
            new Piece.Fact(visit.say("parked.key"), Cell.code(parked.record().partitionKey())),
            new Piece.Fact(visit.say("parked.attempts"), visit.written().count(parked.attempts())),
            new Piece.Fact(
                visit.say("parked.happened"), visit.written().time(parked.record().time())),
            new Piece.Fact(visit.say("parked.since"), visit.written().time(parked.parkedAt()))));
  }

  private Screen trace(Visit visit) {
    List<TraceStep> steps = desk.trace(visit.id("id"));
    Screen screen = visit.screen("trace").back(visit.say("bus.title"), visit.here());
    if (steps.isEmpty()) {
      return screen.add(visit.empty("trace"));
    }
    return screen.add(
        new Piece.Steps(steps.stream().map(step -> step(visit, step)).toList(), Optional.empty()));
  }

  private static Piece.Step step(Visit visit, TraceStep step) {
    String readers =
        step.readBy().isEmpty()
            ? visit.say("trace.unread")
            : visit.say("trace.read", String.join(", ", step.readBy()));
    return new Piece.Step(
        visit.written().time(step.record().time()),
        step.readBy().isEmpty() ? Tone.BUSY : Tone.GOOD,
        step.record().type(),
        List.of(
            Cell.text(step.record().topic() + " · " + step.record().source()),
            Cell.code(step.record().subject()),
            Cell.text(readers)));
  }

  private static Answer act(Visit visit, String name, Consumer<UUID> act, String said) {
    act.accept(visit.id(name));
    return visit.done(said);
  }

  private static Answer feed(Visit visit, Consumer<String> act, String said) {
    act.accept(visit.part("group"));
    return visit.done(said, "groups", visit.part("group"));
  }
}
