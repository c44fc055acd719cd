// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.connectors.Connectors;
import org.parley.api.connectors.Descriptor;
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

/** The catalogue of what the hub can be joined to. */
@Component(service = Page.class)
public final class ConnectorsPage implements Page {
  private final Connectors connectors;
  private final Routes routes = new Routes().show("", this::list).show("{id}", this::detail);

  @Activate
  public ConnectorsPage(@Reference Connectors connectors) {
    this.connectors = connectors;
  }

  @Override
  public Place place() {
    return new Place(Place.Group.CONNECT, 0, "connectors", Set.of());
  }

  @Override
  public Routes routes() {
    return routes;
  }

  @Override
  public List<Piece.Hit> seek(String text, Visit visit) {
    return connectors.all().stream()
        .filter(connector -> Seek.isIn(connector.name() + " " + connector.id(), text))
        .limit(Seek.MOST)
        .map(
            connector ->
                new Piece.Hit(
                    connector.name(),
                    connector.summary().in(visit.words().locale()),
                    "/console/connectors/" + connector.id()))
        .toList();
  }

  private Screen list(Visit visit) {
    List<Descriptor> all =
        connectors.all().stream()
            .sorted(Comparator.comparing(Descriptor::kind).thenComparing(Descriptor::name))
            .toList();
    if (all.isEmpty()) {
      return visit.screen("connectors").add(visit.empty("connectors"));
    }
    Table table =
        Table.of(
            visit.say("connectors.title"),
            visit.say("connectors.connector"),
            visit.say("head.kind"),
            visit.say("connectors.can"),
            visit.say("head.state"),
            visit.say("head.do"));
    for (Descriptor connector : all) {
      table =
          table.row(
              Cell.stack(
                  Cell.link(visit.here(connector.id()), connector.name()),
                  Cell.text(connector.summary().in(visit.words().locale()))),
              Cell.text(visit.words().of(connector.kind())),
              Cell.text(capabilities(visit, connector)),
              state(visit, connector),
              new Cell.Buttons(List.of(connect(visit, connector))));
    }
    return visit.screen("connectors").add(table);
  }

  private static Action connect(Visit visit, Descriptor connector) {
    return Action.to(
        visit.say("connectors.connect"),
        "/console/accounts/new?connector=" + Visit.encode(connector.id()));
  }

  private static String capabilities(Visit visit, Descriptor connector) {
    return connector.capabilities().stream()
        .sorted()
        .map(visit.words()::of)
        .collect(Collectors.joining(", "));
  }

  private static Cell state(Visit visit, Descriptor connector) {
    Tone tone =
        switch (connector.lifeCycle().state()) {
          case LIVE -> Tone.GOOD;
          case RESTRICTED, PAID -> Tone.WARN;
          case DEPRECATED, RETIRED -> Tone.BAD;
        };
    return new Cell.Badge(tone, visit.words().of(connector.lifeCycle().state()));
  }

  private Screen detail(Visit visit) {
    String id = visit.part("id");
    Descriptor connector = connectors.find(id).orElseThrow(() -> new NotFound("connector", id));
    List<Piece.Fact> facts = new ArrayList<>();
    facts.add(new Piece.Fact(visit.say("head.state"), state(visit, connector)));
    facts.add(
        new Piece.Fact(visit.say("head.kind"), Cell.text(visit.words().of(connector.kind()))));
    connector
        .lifeCycle()
        .until()
        .ifPresent(
            day ->
                facts.add(
                    new Piece.Fact(visit.say("connectors.until"), Cell.text(day.toString()))));
    facts.add(
        new Piece.Fact(visit.say("connectors.can"), Cell.text(capabilities(visit, connector))));
    Table table =
        Table.of(
            visit.say("connectors.settings"),
            visit.say("connectors.setting"),
            visit.say("connectors.help"),
            visit.say("connectors.required"));
    for (var field : connectors.settings(id)) {
      table =
          table.row(
              Cell.text(field.label().in(visit.words().locale())),
              Cell.text(field.help().in(visit.words().locale())),
              Cell.text(visit.say(field.required() ? "yes" : "no")));
    }
    Screen screen =
        Screen.of(connector.name(), connector.summary().in(visit.words().locale()))
            .back(visit.say("connectors.title"), visit.here())
            .action(connect(visit, connector).main())
            .add(new Piece.Facts(facts));
    return table.rows().isEmpty()
        ? screen
        : screen.add(
            new Piece.Section(visit.say("connectors.settings"), "", List.of(), List.of(table)));
  }
}
