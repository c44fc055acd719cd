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
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Accounts;
import org.parley.api.connectors.Connectors;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.LifeCycle;
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
  private final Accounts accounts;
  private final Routes routes = new Routes().show("", this::list).show("{id}", this::detail);

  @Activate
  public ConnectorsPage(@Reference Connectors connectors, @Reference Accounts accounts) {
    this.connectors = connectors;
    this.accounts = accounts;
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
            .sorted(
                Comparator.comparing(ConnectorsPage::isGone)
                    .thenComparing(Descriptor::kind)
                    .thenComparing(Descriptor::name))
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
              isGone(connector)
                  ? Cell.text(visit.say("connectors.instead", successors(connector)))
                  : new Cell.Buttons(List.of(connect(visit, connector))));
    }
    return visit.screen("connectors").add(table);
  }

  private static boolean isGone(Descriptor connector) {
    return connector.lifeCycle().state() == LifeCycle.State.RETIRED;
  }

  /** What takes its place, by the name of what is there and else by its id. */
  private String successors(Descriptor connector) {
    return connector.lifeCycle().instead().stream()
        .map(id -> connectors.find(id).map(Descriptor::name).orElse(id))
        .collect(Collectors.joining(", "));
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
    Screen screen =
        Screen.of(connector.name(), connector.summary().in(visit.words().locale()))
            .back(visit.say("connectors.title"), visit.here())
            .add(new Piece.Facts(facts(visit, connector)));
    if (!isGone(connector)) {
      screen = screen.action(connect(visit, connector).main());
    }
    Table joined = accounts(visit, id);
    if (!joined.rows().isEmpty()) {
      screen = screen.add(section(visit, "connectors.accounts", joined));
    }
    Table settings = settings(visit, id);
    return settings.rows().isEmpty()
        ? screen
        : screen.add(section(visit, "connectors.settings", settings));
  }

  private static Piece.Section section(Visit visit, String title, Table table) {
    return new Piece.Section(visit.say(title), "", List.of(), List.of(table));
  }

  private List<Piece.Fact> facts(Visit visit, Descriptor connector) {
    List<Piece.Fact> facts = new ArrayList<>();
    facts.add(new Piece.Fact(visit.say("head.state"), state(visit, connector)));
    facts.add(fact(visit, "head.kind", visit.words().of(connector.kind())));
    connector
        .lifeCycle()
        .until()
        .ifPresent(day -> facts.add(fact(visit, "connectors.until", day.toString())));
    if (!connector.lifeCycle().instead().isEmpty()) {
      facts.add(fact(visit, "connectors.successors", successors(connector)));
    }
    if (!connector.capabilities().isEmpty()) {
      facts.add(fact(visit, "connectors.can", capabilities(visit, connector)));
    }
    BudgetWords budget = new BudgetWords(connector.budget(), visit.words());
    budget.limits().forEach(limit -> facts.add(fact(visit, "connectors.limit", limit)));
    budget.prices().forEach(price -> facts.add(fact(visit, "connectors.price", price)));
    connectors
        .source(connector.id())
        .ifPresent(
            source ->
                facts.add(
                    fact(visit, "connectors.version", source.version() + ", " + source.bundle())));
    return facts;
  }

  private static Piece.Fact fact(Visit visit, String name, String value) {
    return new Piece.Fact(visit.say(name), Cell.text(value));
  }

  private Table accounts(Visit visit, String connector) {
    Table table =
        Table.of(
            visit.say("connectors.accounts"),
            visit.say("accounts.account"),
            visit.say("head.state"),
            visit.say("accounts.says"));
    for (Account account : accounts.all()) {
      if (account.connector().equals(connector)) {
        table =
            table.row(
                Cell.link("/console/accounts/" + account.id(), account.name()),
                AccountsPage.badge(visit, account),
                Cell.text(account.statusText()));
      }
    }
    return table;
  }

  private Table settings(Visit visit, String connector) {
    Table table =
        Table.of(
            visit.say("connectors.settings"),
            visit.say("connectors.setting"),
            visit.say("connectors.help"),
            visit.say("connectors.required"));
    for (var field : connectors.settings(connector)) {
      table =
          table.row(
              Cell.text(field.label().in(visit.words().locale())),
              Cell.text(field.help().in(visit.words().locale())),
              Cell.text(visit.say(field.required() ? "yes" : "no")));
    }
    return table;
  }
}
