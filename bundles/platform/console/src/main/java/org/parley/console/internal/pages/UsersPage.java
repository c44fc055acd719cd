// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.Secret;
import org.parley.api.security.Role;
import org.parley.api.security.Teams;
import org.parley.api.security.User;
import org.parley.api.security.UserInput;
import org.parley.api.security.Users;
import org.parley.console.internal.Answer;
import org.parley.console.internal.Page;
import org.parley.console.internal.Place;
import org.parley.console.internal.RecordForm;
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

/** The people who may sign in, and what each may do. */
@Component(service = Page.class)
public final class UsersPage implements Page {
  private static final String PASSWORD = "password";

  private final Users users;
  private final Teams teams;
  private final RecordForm<UserInput> form;
  private final Routes routes;

  @Activate
  public UsersPage(@Reference Users users, @Reference Teams teams, @Reference Validator validator) {
    this.users = users;
    this.teams = teams;
    this.form = new RecordForm<>(UserInput.class, validator);
    this.routes =
        new Routes()
            .show("", this::list)
            .show("new", this::fill)
            .post("new", "user.created", this::create)
            .show("{id}", this::detail)
            .post("{id}", "user.changed", this::change)
            .post("{id}/password", "user.password-set", this::password);
  }

  @Override
  public Place place() {
    return new Place(Place.Group.OPERATE, 3, "users", Set.of());
  }

  @Override
  public Routes routes() {
    return routes;
  }

  private Screen list(Visit visit) {
    var found = users.list(new PageRequest(Visit.ROWS, visit.text("after")));
    Table table =
        Table.of(
            visit.say("users.title"),
            visit.say("users.user"),
            visit.say("users.roles"),
            visit.say("head.state"),
            visit.say("head.created"));
    for (User user : found.items()) {
      table =
          table.row(
              Cell.stack(Cell.link(visit.here(user.id()), user.fullName()), Cell.text(user.name())),
              Cell.text(roles(visit, user.roles())),
              user.disabled()
                  ? new Cell.Badge(Tone.CALM, visit.say("users.disabled"))
                  : new Cell.Badge(Tone.GOOD, visit.say("users.active")),
              visit.written().time(user.createdAt()));
    }
    return visit
        .screen("users")
        .action(Action.to(visit.say("users.new"), visit.here("new")).main())
        .add(table.next(visit.next(found)));
  }

  static String roles(Visit visit, Set<Role> roles) {
    return roles.stream()
        .sorted()
        .map(visit.words()::of)
        .collect(java.util.stream.Collectors.joining(", "));
  }

  private Map<String, List<Field.Choice>> choices(Visit visit) {
    List<Field.Choice> known =
        teams.list().stream()
            .map(team -> new Field.Choice(team.id().toString(), team.name()))
            .toList();
    return Map.of("roles", Choices.of(visit, Role.values()), "team", known);
  }

  private Screen fill(Visit visit) {
    Form drawn = form.draw(visit, visit.here("new"), Map.of(), choices(visit));
    List<Field> fields = new ArrayList<>(drawn.fields());
    fields.add(1, password(visit, "UserInput"));
    return visit
        .screen("users.new")
        .back(visit.say("users.title"), visit.here())
        .add(
            new Form(
                drawn.name(),
                drawn.action(),
                fields,
                List.of(),
                drawn.submit(),
                List.of(),
                Optional.of(Action.to(visit.say("cancel"), visit.here()))));
  }

  private static Field password(Visit visit, String form) {
    Field field =
        Field.of(PASSWORD, Field.Kind.SECRET, visit.say("users.password"), Optional.empty())
            .required(true)
            .help(visit.say("users.password.help"));
    return Typed.of(visit, form).into(field, List.of());
  }

  private Answer create(Visit visit) {
    User made = users.create(form.read(visit), new Secret(visit.exact(PASSWORD)), visit.caller());
    return visit.done("user.created", made.id());
  }

  private User found(Visit visit) {
    UUID id = visit.id("id");
    return users.find(id).orElseThrow(() -> new NotFound("user", id));
  }

  private Screen detail(Visit visit) {
    User user = found(visit);
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("name", user.name());
    values.put("fullName", user.fullName());
    values.put("roles", user.roles());
    values.put("team", user.team());
    values.put("disabled", user.disabled() ? true : null);
    Form reset =
        new Form(
            PASSWORD,
            visit.here(user.id(), PASSWORD),
            List.of(password(visit, PASSWORD)),
            List.of(new Form.Hidden("version", Long.toString(user.version()))),
            visit.say("users.reset"),
            List.of(),
            Optional.empty());
    return Screen.of(user.fullName(), visit.say("users.detail.about"))
        .back(visit.say("users.title"), visit.here())
        .add(
            form.draw(visit, visit.here(user.id()), values, choices(visit))
                .with("version", Long.toString(user.version())))
        .add(
            new Piece.Section(
                visit.say("users.reset"),
                visit.say("users.reset.about"),
                List.of(),
                List.of(reset)));
  }

  private Answer change(Visit visit) {
    UUID id = visit.id("id");
    users.change(id, visit.version(), form.read(visit), visit.caller());
    return visit.done("saved", id);
  }

  private Answer password(Visit visit) {
    UUID id = visit.id("id");
    users.setPassword(id, visit.version(), new Secret(visit.exact(PASSWORD)), visit.caller());
    return visit.done("user.reset", id);
  }
}
