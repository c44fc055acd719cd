// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.security.ApiKey;
import org.parley.api.security.ApiKeyInput;
import org.parley.api.security.Keys;
import org.parley.api.security.Role;
import org.parley.console.internal.Answer;
import org.parley.console.internal.Page;
import org.parley.console.internal.Place;
import org.parley.console.internal.RecordForm;
import org.parley.console.internal.Routes;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Action;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Form;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Table;
import org.parley.console.internal.view.Tone;

/** The keys with which programs call the hub. */
@Component(service = Page.class)
public final class KeysPage implements Page {
  private final Keys keys;
  private final RecordForm<ApiKeyInput> form;
  private final Routes routes;

  @Activate
  public KeysPage(@Reference Keys keys, @Reference Validator validator) {
    this.keys = keys;
    this.form = new RecordForm<>(ApiKeyInput.class, validator);
    this.routes =
        new Routes()
            .show("", this::list)
            .show("new", this::fill)
            .post("new", "key.made", this::mint)
            .post("{id}/revoke", "key.revoked", this::revoke);
  }

  @Override
  public Place place() {
    return new Place(Place.Group.CONNECT, 2, "keys", Set.of());
  }

  @Override
  public Routes routes() {
    return routes;
  }

  private Screen list(Visit visit) {
    var found = keys.list(visit.page());
    Screen screen =
        visit.screen("keys").action(Action.to(visit.say("keys.new"), visit.here("new")).main());
    if (found.items().isEmpty()) {
      return screen.add(visit.empty("keys", Action.to(visit.say("keys.new"), visit.here("new"))));
    }
    Table table =
        Table.of(
            visit.say("keys.title"),
            visit.say("keys.key"),
            visit.say("users.roles"),
            visit.say("head.state"),
            visit.say("head.created"),
            visit.say("head.do"));
    for (ApiKey key : found.items()) {
      table =
          table.row(
              Cell.stack(Cell.text(key.name()), Cell.code(key.hint() + "…")),
              Cell.text(UsersPage.roles(visit, key.roles())),
              badge(visit, key),
              visit.written().time(key.createdAt()),
              key.revokedAt().isPresent() ? Cell.text("") : revoke(visit, key));
    }
    return screen.add(table.next(visit.next(found)));
  }

  private static Cell revoke(Visit visit, ApiKey key) {
    return new Cell.Buttons(
        List.of(Action.send(visit.say("keys.revoke"), visit.here(key.id(), "revoke")).danger()));
  }

  private static Cell badge(Visit visit, ApiKey key) {
    if (key.revokedAt().isPresent()) {
      return new Cell.Badge(Tone.CALM, visit.say("keys.revoked"));
    }
    boolean over = key.expiresAt().filter(end -> end.isBefore(visit.written().now())).isPresent();
    return over
        ? new Cell.Badge(Tone.WARN, visit.say("links.expired"))
        : new Cell.Badge(Tone.GOOD, visit.say("keys.valid"));
  }

  private Screen fill(Visit visit) {
    Form drawn =
        form.draw(
            visit, visit.here("new"), Map.of(), Map.of("roles", Choices.of(visit, Role.values())));
    return visit
        .screen("keys.new")
        .back(visit.say("keys.title"), visit.here())
        .add(drawn.cancel(Action.to(visit.say("cancel"), visit.here())));
  }

  private Answer mint(Visit visit) {
    Keys.Minted minted = keys.mint(form.read(visit), visit.caller());
    String secret = minted.secret().reveal();
    return new Answer.Show(
        Screen.of(minted.key().name(), visit.say("keys.minted.about"))
            .back(visit.say("keys.title"), visit.here())
            .add(new Piece.Once(visit.say("keys.minted"), secret, visit.say("keys.minted.text"))));
  }

  private Answer revoke(Visit visit) {
    keys.revoke(visit.id("id"), visit.caller());
    return visit.done("key.revoked");
  }
}
