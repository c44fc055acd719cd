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
import org.parley.api.NotFound;
import org.parley.api.accounts.App;
import org.parley.api.accounts.AppInput;
import org.parley.api.accounts.Apps;
import org.parley.api.connectors.Client;
import org.parley.api.connectors.Connectors;
import org.parley.api.connectors.Descriptor;
import org.parley.console.internal.Answer;
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

/** Apps: what the hub is registered as at vendors, entered once for all accounts. */
@Component(service = Page.class)
public final class AppsPage implements Page {
  private static final String FORM = "app";

  private final Apps apps;
  private final Connectors connectors;
  private final Routes routes;

  @Activate
  public AppsPage(@Reference Apps apps, @Reference Connectors connectors) {
    this.apps = apps;
    this.connectors = connectors;
    this.routes =
        new Routes()
            .show("", this::list)
            .show("new", this::fill)
            .post("new", "app.created", this::create)
            .show("{id}", this::detail)
            .post("{id}", "app.changed", this::change)
            .post("{id}/remove", "app.removed", this::remove);
  }

  @Override
  public Place place() {
    return new Place(Place.Group.CONNECT, 3, "apps", Set.of());
  }

  @Override
  public Routes routes() {
    return routes;
  }

  @Override
  public List<Piece.Hit> seek(String text, Visit visit) {
    return apps.all().stream()
        .filter(app -> Seek.isIn(app.name() + " " + app.connector(), text))
        .limit(Seek.MOST)
        .map(app -> new Piece.Hit(app.name(), name(app.connector()), "/console/apps/" + app.id()))
        .toList();
  }

  private String name(String connector) {
    return connectors.find(connector).map(Descriptor::name).orElse(connector);
  }

  private Screen list(Visit visit) {
    List<App> found = apps.all();
    Screen screen = visit.screen("apps");
    for (Descriptor connector : connectors.all()) {
      if (SignInSection.entered(connector).isPresent()) {
        String address = visit.here("new") + "?connector=" + Visit.encode(connector.id());
        screen = screen.action(Action.to(visit.say("apps.enter", connector.name()), address));
      }
    }
    if (found.isEmpty()) {
      return screen.add(visit.empty("apps"));
    }
    Table table =
        Table.of(
            visit.say("apps.title"),
            visit.say("apps.app"),
            visit.say("connectors.connector"),
            visit.say("apps.instance"),
            visit.say("apps.origin"),
            "#" + visit.say("accounts.title"),
            visit.say("head.changed"));
    for (App app : found) {
      table =
          table.row(
              Cell.link(visit.here(app.id()), app.name()),
              Cell.text(name(app.connector())),
              Cell.text(app.instance()),
              Cell.text(visit.say(app.own() ? "apps.own" : "apps.entered")),
              visit.written().count(app.accounts()),
              visit.written().time(app.changedAt()));
    }
    return screen.add(table);
  }

  private Descriptor connector(String id) {
    return connectors.find(id).orElseThrow(() -> new NotFound("connector", id));
  }

  private Screen fill(Visit visit) {
    Descriptor connector = connector(visit.exact("connector"));
    Client.Entered entered =
        SignInSection.entered(connector).orElseThrow(() -> new NotFound("app", connector.id()));
    return Screen.of(
            visit.say("apps.enter", connector.name()), entered.help().in(visit.words().locale()))
        .back(visit.say("apps.title"), visit.here())
        .add(returnAddress(visit))
        .add(
            form(visit, visit.here("new"), Optional.empty(), entered.instance().isPresent())
                .with("connector", connector.id())
                .cancel(Action.to(visit.say("cancel"), visit.here())));
  }

  private Piece returnAddress(Visit visit) {
    return new Piece.Facts(
        List.of(
            new Piece.Fact(visit.say("apps.return"), Cell.code(apps.returnAddress().toString()))));
  }

  private static Form form(Visit visit, String action, Optional<App> app, boolean perInstance) {
    Typed typed = Typed.of(visit, FORM);
    List<Field> fields = new ArrayList<>();
    fields.add(
        typed.into(
            field(visit, "name", Field.Kind.TEXT).required(true),
            app.map(App::name).stream().toList()));
    if (perInstance) {
      fields.add(
          typed.into(field(visit, "instance", Field.Kind.ADDRESS).required(true), List.of()));
    }
    fields.add(
        typed.into(
            field(visit, "clientId", Field.Kind.TEXT).required(true),
            app.map(App::clientId).stream().toList()));
    fields.add(
        typed.into(
            field(visit, "secret", Field.Kind.SECRET)
                .help(visit.say(app.isPresent() ? "accounts.secret.kept" : "accounts.secret")),
            List.of()));
    String submit = visit.say("submit");
    return new Form(FORM, action, fields, List.of(), submit, List.of(), Optional.empty());
  }

  private static Field field(Visit visit, String name, Field.Kind kind) {
    return Field.of(name, kind, visit.say("apps." + name), Optional.empty());
  }

  private static AppInput input(Visit visit, String connector) {
    return new AppInput(
        connector,
        visit.text("instance").orElse(null),
        visit.text("name").orElse(null),
        visit.text("clientId").orElse(null),
        visit.text("secret").orElse(null));
  }

  private Answer create(Visit visit) {
    App made = apps.create(input(visit, visit.exact("connector")), visit.caller());
    return visit.done("app.created", made.id());
  }

  private App found(Visit visit) {
    UUID id = visit.id("id");
    return apps.find(id).orElseThrow(() -> new NotFound("app", id));
  }

  private Screen detail(Visit visit) {
    App app = found(visit);
    Form form =
        form(visit, visit.here(app.id()), Optional.of(app), false)
            .with("version", Long.toString(app.version()));
    Action remove =
        Action.send(visit.say("remove"), visit.here(app.id(), "remove"))
            .danger()
            .because(visit.say("apps.remove.text", app.accounts()));
    Screen screen =
        Screen.of(app.name(), visit.say("apps.detail.about", name(app.connector())))
            .back(visit.say("apps.title"), visit.here())
            .add(returnAddress(visit));
    return (app.own() ? screen : screen.add(form)).add(new Piece.Toolbar(List.of(remove)));
  }

  private Answer change(Visit visit) {
    App app = found(visit);
    apps.change(app.id(), visit.version(), input(visit, app.connector()), visit.caller());
    return visit.done("saved", app.id());
  }

  private Answer remove(Visit visit) {
    apps.remove(visit.id("id"), visit.caller());
    return visit.done("removed");
  }
}
