// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.Violation;
import org.parley.api.security.Role;
import org.parley.api.security.SignIn;
import org.parley.api.security.User;
import org.parley.api.security.Users;
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

/** One's own account: who the hub takes one for, the password, the language, and the way out. */
@Component(service = Page.class)
public final class MePage implements Page {
  private static final String FORM = "me-password";

  private final Users users;
  private final SignIn signIn;
  private final Routes routes;

  @Activate
  public MePage(@Reference Users users, @Reference SignIn signIn) {
    this.users = users;
    this.signIn = signIn;
    this.routes =
        new Routes()
            .show("", this::show)
            .reach("password", "user.password-changed", this::password);
  }

  @Override
  public Place place() {
    return new Place(Place.Group.FRAME, 0, "me", Set.of(Role.values()));
  }

  @Override
  public Routes routes() {
    return routes;
  }

  private Screen show(Visit visit) {
    User me = me(visit);
    return visit
        .screen("me")
        .action(Action.send(visit.say("sign-out"), "/console/sign-out"))
        .add(
            new Piece.Facts(
                List.of(
                    new Piece.Fact(visit.say("users.user"), Cell.text(me.fullName())),
                    new Piece.Fact(visit.say("sign-in.name"), Cell.text(me.name())),
                    new Piece.Fact(
                        visit.say("users.roles"), Cell.text(UsersPage.roles(visit, me.roles()))),
                    new Piece.Fact(
                        visit.say("me.zone"), Cell.text(visit.written().zone().getId())))))
        .add(section(visit, "me.language", language(visit)))
        .add(section(visit, "me.password", passwords(visit)));
  }

  private static Piece section(Visit visit, String key, Form form) {
    return new Piece.Section(
        visit.say(key + ".title"), visit.say(key + ".about"), List.of(), List.of(form));
  }

  private static Form language(Visit visit) {
    Field field =
        Field.of(
                "language",
                Field.Kind.CHOICE,
                visit.say("head.language"),
                Optional.of(visit.words().locale().getLanguage()))
            .required(true)
            .choices(List.of(new Field.Choice("en", "English"), new Field.Choice("de", "Deutsch")));
    return form("me-language", "/console/language", List.of(field), visit.say("submit"))
        .with("back", visit.here());
  }

  private static Form passwords(Visit visit) {
    Typed typed = Typed.of(visit, FORM);
    List<Field> fields = new ArrayList<>();
    for (String name : List.of("current", "password", "again")) {
      Field field =
          Field.of(name, Field.Kind.SECRET, visit.say("me.password." + name), Optional.empty())
              .required(true);
      Field helped = name.equals("password") ? field.help(visit.say("users.password.help")) : field;
      fields.add(typed.into(helped, List.of()));
    }
    return form(FORM, visit.here("password"), fields, visit.say("me.password.submit"));
  }

  private static Form form(String name, String action, List<Field> fields, String submit) {
    return new Form(name, action, fields, List.of(), submit, List.of(), Optional.empty());
  }

  private User me(Visit visit) {
    return users
        .find(visit.caller().id())
        .orElseThrow(() -> new NotFound("user", visit.caller().id()));
  }

  private Answer password(Visit visit) {
    User me = me(visit);
    if (!visit.exact("password").equals(visit.exact("again"))) {
      throw new InvalidInput("again", visit.say("me.password.differs"));
    }
    check(me, visit);
    Secret password = new Secret(visit.exact("password"));
    users.setPassword(me.id(), me.version(), password, visit.caller());
    return new Answer.SeeOther("/console/sign-in", "me.password");
  }

  /**
   * Asks for the password once more: a session left open is not enough to take the account over.
   */
  private void check(User me, Visit visit) {
    try {
      Secret current = new Secret(visit.exact("current"));
      signIn.signOut(signIn.signIn(me.name(), current, visit.address()).token());
    } catch (ParleyException refused) {
      throw new InvalidInput(List.of(new Violation("current", visit.say("me.password.wrong"))));
    }
  }
}
