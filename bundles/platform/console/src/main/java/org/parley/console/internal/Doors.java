// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.parley.api.Busy;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.security.SignIn;
import org.parley.console.internal.view.Field;
import org.parley.console.internal.view.Form;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Tone;

/** Signing in and out, and what can be done before. */
final class Doors {
  private static final String SIGN_IN = "/console/sign-in";

  private final SignIn signIn;

  Doors(SignIn signIn) {
    this.signIn = signIn;
  }

  Optional<SignIn.Session> find(HttpServletRequest request) {
    return Browser.cookie(request, Browser.SESSION)
        .flatMap(token -> signIn.find(new Secret(token)));
  }

  static Answer toSignIn(Turn turn) {
    String to = turn.isPost() ? "/console/" : turn.here();
    return new Answer.SeeOther(SIGN_IN + "?to=" + Visit.encode(to), "");
  }

  Answer open(Turn turn) {
    if (turn.parts().size() > 1) {
      throw new NotFound("page", turn.path());
    }
    if (turn.first().equals("language")) {
      return language(turn);
    }
    return turn.isPost() ? enter(turn) : new Answer.Show(door(turn, ""));
  }

  /** Refuses a change whose form was not made by the console for this session. */
  void checkForm(Turn turn) {
    SignIn.Session session = turn.session();
    boolean ours = session != null && session.csrf().equals(turn.field("csrf"));
    if (turn.isPost() && !ours) {
      throw new Forbidden(turn.words().say("forbidden.form"));
    }
  }

  Answer signOut(Turn turn) {
    if (turn.isPost() && turn.session() != null) {
      signIn.signOut(turn.session().token());
      Browser.keepSession(turn.request(), turn.response(), "");
    }
    return new Answer.SeeOther(SIGN_IN, "signed-out");
  }

  private static Answer language(Turn turn) {
    if (turn.isPost()) {
      String chosen = turn.field("language").equals("de") ? "de" : "en";
      Browser.keepLanguage(turn.request(), turn.response(), chosen);
    }
    return new Answer.SeeOther(Browser.within(turn.field("back")), "");
  }

  private Answer enter(Turn turn) {
    String name = turn.field("name").strip();
    try {
      Secret password = new Secret(turn.field("password"));
      SignIn.Session session = signIn.signIn(name, password, turn.request().getRemoteAddr());
      Browser.keepSession(turn.request(), turn.response(), session.token().reveal());
      return new Answer.SeeOther(Browser.within(turn.field("to")), "");
    } catch (Busy locked) {
      long minutes = Math.max(1, locked.comeBackAfter().plusSeconds(59).toMinutes());
      String text = turn.words().say("sign-in.locked", minutes);
      return new Answer.Show(door(turn, text).status(429));
    } catch (ParleyException refused) {
      return new Answer.Show(door(turn, turn.words().say("sign-in.wrong")).status(401));
    }
  }

  private static Screen door(Turn turn, String refused) {
    Words words = turn.words();
    String typed = turn.isPost() ? turn.field("name") : "";
    Field name =
        Field.of("name", Field.Kind.TEXT, words.say("sign-in.name"), Optional.of(typed))
            .required(true);
    Field password =
        Field.of("password", Field.Kind.SECRET, words.say("sign-in.password"), Optional.empty())
            .required(true);
    Form form =
        new Form(
                "sign-in",
                SIGN_IN,
                List.of(name, password),
                List.of(),
                words.say("sign-in.submit"),
                List.of(),
                Optional.empty())
            .with("to", Browser.within(turn.field("to")));
    Screen screen = Screen.of(words.say("sign-in.title"), words.say("sign-in.about")).add(form);
    return refused.isEmpty()
        ? screen
        : screen.first(new Piece.Notice(Tone.BAD, words.say("sign-in.refused"), refused));
  }
}
