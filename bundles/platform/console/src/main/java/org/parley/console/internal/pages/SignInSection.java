// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.api.accounts.App;
import org.parley.api.accounts.SignedIn;
import org.parley.api.accounts.SignedIn.State;
import org.parley.api.connectors.Client;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.OAuth2;
import org.parley.api.connectors.SignIn;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Action;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Field;
import org.parley.console.internal.view.Form;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Tone;

/** How an account is signed in, and what can be done about it. */
final class SignInSection {
  private SignInSection() {}

  /** The app that an administrator has to enter before anybody can sign in there, if it is so. */
  static Optional<Client.Entered> entered(Descriptor connector) {
    SignIn scheme = connector.signIn();
    Optional<Client> client =
        scheme instanceof OAuth2 oauth
            ? Optional.of(oauth.client())
            : scheme instanceof SignIn.OAuth1 oauth
                ? Optional.of(oauth.client())
                : Optional.empty();
    return client
        .map(Client::origin)
        .filter(Client.Entered.class::isInstance)
        .map(Client.Entered.class::cast);
  }

  /**
   * @param apps of which one is signed in by; empty where the hub finds it by itself
   */
  static Piece draw(Visit visit, Descriptor connector, SignedIn signed, List<App> apps) {
    List<Piece> pieces = new ArrayList<>();
    notice(visit, signed).ifPresent(pieces::add);
    if (signed.since().isPresent()) {
      pieces.add(facts(visit, signed));
    }
    boolean lacksApp = entered(connector).isPresent() && apps.isEmpty();
    if (lacksApp) {
      String help = entered(connector).orElseThrow().help().in(visit.words().locale());
      pieces.add(new Piece.Notice(Tone.WARN, visit.say("sign-ins.no-app"), help));
      String enter = "/console/apps/new?connector=" + Visit.encode(connector.id());
      pieces.add(
          new Piece.Toolbar(List.of(Action.to(visit.say("sign-ins.enter-app"), enter).main())));
    } else if (apps.size() > 1) {
      pieces.add(chooser(visit, connector, signed, apps));
    } else {
      pieces.add(new Piece.Toolbar(List.of(begin(visit, connector, signed))));
    }
    if (signed.since().isPresent()) {
      Action leave =
          Action.send(visit.say("sign-ins.leave"), at(signed, "leave"))
              .danger()
              .because(visit.say("sign-ins.leave.text"));
      pieces.add(new Piece.Toolbar(List.of(leave)));
    }
    return new Piece.Section(
            visit.say("sign-ins.title"), visit.say("sign-ins.about"), List.of(), pieces)
        .at("sign-in");
  }

  static Action begin(Visit visit, Descriptor connector, SignedIn signed) {
    String label = label(visit, connector, signed);
    Action begin = Action.send(label, at(signed, "begin"));
    return signed.isPressing() ? begin.main() : begin;
  }

  private static String label(Visit visit, Descriptor connector, SignedIn signed) {
    return visit.say(
        signed.since().isPresent() ? "sign-ins.again" : "sign-ins.begin", connector.name());
  }

  private static Form chooser(Visit visit, Descriptor connector, SignedIn signed, List<App> apps) {
    List<Field.Choice> choices =
        apps.stream().map(app -> new Field.Choice(app.id().toString(), app.name())).toList();
    Field app =
        Field.of(
                "app",
                Field.Kind.CHOICE,
                visit.say("sign-ins.by-app"),
                signed.app().map(Object::toString))
            .choices(choices)
            .required(true);
    return new Form(
        "begin",
        at(signed, "begin"),
        List.of(app),
        List.of(),
        label(visit, connector, signed),
        List.of(),
        Optional.empty());
  }

  private static String at(SignedIn signed, String verb) {
    return "/console/sign-ins/" + signed.account() + "/" + verb;
  }

  /** What a person should do, and until when. */
  static Optional<String> sentence(Visit visit, SignedIn signed) {
    return switch (signed.state()) {
      case MISSING -> Optional.of(visit.say("sign-ins.MISSING"));
      case ENDED -> Optional.of(visit.say("sign-ins.ENDED"));
      case ENDS_SOON ->
          signed
              .endsAt()
              .map(end -> visit.say("sign-ins.ENDS_SOON", visit.written().time(end).text()));
      case HOLDS -> holding(visit, signed);
    };
  }

  private static Optional<String> holding(Visit visit, SignedIn signed) {
    if (signed.reason().isPresent()) {
      return Optional.of(visit.say("sign-ins.trouble"));
    }
    return signed.missing().isEmpty()
        ? Optional.empty()
        : Optional.of(visit.say("sign-ins.lacks", String.join(", ", signed.missing())));
  }

  private static Optional<Piece> notice(Visit visit, SignedIn signed) {
    Tone tone = signed.state() == State.ENDED ? Tone.BAD : Tone.WARN;
    return sentence(visit, signed)
        .map(
            text -> new Piece.Notice(tone, text, signed.reason().map(why -> why + ".").orElse("")));
  }

  private static Piece facts(Visit visit, SignedIn signed) {
    List<Piece.Fact> facts = new ArrayList<>();
    signed
        .subject()
        .ifPresent(who -> facts.add(new Piece.Fact(visit.say("sign-ins.as"), Cell.text(who))));
    signed
        .since()
        .ifPresent(
            at ->
                facts.add(
                    new Piece.Fact(
                        visit.say("sign-ins.since"),
                        Cell.stack(
                            visit.written().time(at),
                            Cell.text(visit.say("sign-ins.by", signed.by().orElse("")))))));
    if (!signed.scopes().isEmpty()) {
      facts.add(
          new Piece.Fact(
              visit.say("sign-ins.scopes"), Cell.code(String.join(" ", signed.scopes()))));
    }
    signed
        .tokenEndsAt()
        .ifPresent(
            at -> facts.add(new Piece.Fact(visit.say("sign-ins.token"), visit.written().time(at))));
    facts.add(
        new Piece.Fact(
            visit.say("sign-ins.holds"),
            signed
                .endsAt()
                .<Cell>map(visit.written()::time)
                .orElseGet(() -> Cell.text(visit.say("sign-ins.for-ever")))));
    return new Piece.Facts(facts);
  }
}
