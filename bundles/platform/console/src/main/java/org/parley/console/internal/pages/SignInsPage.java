// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.api.accounts.AccountDesk;
import org.parley.api.accounts.AccountDetail;
import org.parley.api.accounts.Apps;
import org.parley.api.accounts.SignIns;
import org.parley.api.accounts.SignedIn;
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
import org.parley.console.internal.view.Tone;

/** The way of a person to a system and back, to sign an account in. */
@Component(service = Page.class)
public final class SignInsPage implements Page {
  /** What vendors send along; anything else is not for us. */
  private static final List<String> ANSWER =
      List.of(
          "state",
          "code",
          "iss",
          "error",
          "error_description",
          "oauth_token",
          "oauth_verifier",
          "denied");

  private static final String CHOOSE = "choose";

  private final SignIns signIns;
  private final Apps apps;
  private final AccountDesk accounts;
  private final Connectors connectors;
  private final Routes routes;

  @Activate
  public SignInsPage(
      @Reference SignIns signIns,
      @Reference Apps apps,
      @Reference AccountDesk accounts,
      @Reference Connectors connectors) {
    this.signIns = signIns;
    this.apps = apps;
    this.accounts = accounts;
    this.connectors = connectors;
    this.routes =
        new Routes()
            .show("", this::list)
            .get("return", this::arrive)
            .show("{account}", this::offer)
            .reach("{account}/begin", "account.sign-in", this::begin)
            .reach("{account}/leave", "account.signed-out", this::leave)
            .get("{begun}/enter", this::enter)
            .show("{begun}/choose", this::choices)
            .reach("{begun}/choose", "account.signed-in", this::choose);
  }

  @Override
  public Place place() {
    return new Place(Place.Group.FRAME, 1, "sign-ins", Set.of());
  }

  @Override
  public Routes routes() {
    return routes;
  }

  /** What a person should look after. */
  private Screen list(Visit visit) {
    List<SignedIn> pressing = signIns.pressing();
    Screen screen = visit.screen("sign-ins");
    if (pressing.isEmpty()) {
      return screen.add(new Piece.Notice(Tone.GOOD, visit.say("sign-ins.calm"), ""));
    }
    Table table =
        Table.of(
            visit.say("sign-ins.title"), visit.say("accounts.account"), visit.say("sign-ins.what"));
    for (SignedIn signed : pressing) {
      String name = accounts.find(signed.account()).map(one -> one.account().name()).orElse("");
      table =
          table.row(
              Cell.link(account(signed.account()), name),
              Cell.text(SignInSection.sentence(visit, signed).orElse("")));
    }
    return screen.add(table);
  }

  /** What can be done, and why what was tried was refused. */
  private Screen offer(Visit visit) {
    UUID id = visit.id("account");
    AccountDetail detail = accounts.find(id).orElseThrow(() -> new NotFound("account", id));
    String name = detail.account().connector();
    Descriptor connector = connectors.find(name).orElseThrow(() -> new NotFound("connector", name));
    SignedIn signed = signIns.find(id).orElseThrow(() -> new NotFound("sign-in", id));
    return Screen.of(
            visit.say("sign-ins.begin", connector.name()),
            visit.say("sign-ins.of", detail.account().name()))
        .back(detail.account().name(), account(id))
        .add(SignInSection.draw(visit, connector, signed, apps.forAccount(id)));
  }

  private static String account(UUID id) {
    return "/console/accounts/" + id;
  }

  private Answer begin(Visit visit) {
    Optional<UUID> app = visit.text("app").map(Visit::uuid);
    return next(visit, signIns.begin(visit.id("account"), app, visit.caller()));
  }

  /**
   * Only what came from within this site has a session; the public page that vendors send people to
   * leads here. What cannot be gone on with is told with the way out, for there is no page before.
   */
  private Answer arrive(Visit visit) {
    Map<String, String> answer = new HashMap<>();
    for (String name : ANSWER) {
      visit.text(name).ifPresent(value -> answer.put(name, value));
    }
    try {
      return next(visit, signIns.arrive(answer, visit.caller()));
    } catch (NotFound gone) {
      return new Answer.Show(failed(visit, visit.say("sign-ins.gone"), 404));
    } catch (ParleyException refused) {
      return new Answer.Show(failed(visit, refused.getMessage() + ".", 422));
    }
  }

  private static Screen failed(Visit visit, String cause, int status) {
    return Screen.of(visit.say("sign-ins.failed"), visit.say("sign-ins.failed.text"))
        .status(status)
        .add(new Piece.Notice(Tone.BAD, visit.say("failed.cause"), cause))
        .add(
            new Piece.Toolbar(
                List.of(Action.to(visit.say("accounts.title"), "/console/accounts").main())));
  }

  private Answer next(Visit visit, SignIns.Step step) {
    if (step instanceof SignIns.Go go) {
      return new Answer.Onward(going(visit, go), go.address().toASCIIString(), 0);
    } else if (step instanceof SignIns.Enter enter) {
      return entering(visit, enter);
    } else if (step instanceof SignIns.Choose choose) {
      return visit.done("", choose.begun(), "choose");
    }
    var done = (SignIns.Done) step;
    String said = done.others().isEmpty() ? "account.signed-in" : "accounts.signed-in";
    return new Answer.SeeOther(account(done.account()), said);
  }

  private static Screen going(Visit visit, SignIns.Go go) {
    return Screen.of(visit.say("sign-ins.going", go.system()), visit.say("sign-ins.going.text"))
        .add(link(visit, "sign-ins.go", go.address()));
  }

  private static Piece link(Visit visit, String key, URI address) {
    String label = visit.say(key, address.getHost());
    return new Piece.Toolbar(List.of(Action.to(label, address.toString()).main()));
  }

  private static Answer entering(Visit visit, SignIns.Enter enter) {
    String host = String.valueOf(enter.where().getHost());
    Screen screen =
        Screen.of(visit.say("sign-ins.enter"), visit.say("sign-ins.enter.text", host))
            .add(
                new Piece.Once(
                    visit.say("sign-ins.code"), enter.code(), visit.say("sign-ins.code.text")))
            .add(link(visit, "sign-ins.go", enter.where()));
    long seconds = Math.max(1, enter.pause().plus(Duration.ofMillis(999)).toSeconds());
    return new Answer.Onward(screen, visit.here(enter.begun(), "enter"), seconds);
  }

  private Answer enter(Visit visit) {
    try {
      return next(visit, signIns.ask(visit.id("begun"), visit.caller()));
    } catch (NotFound gone) {
      return new Answer.Show(failed(visit, visit.say("sign-ins.gone"), 404));
    } catch (ParleyException refused) {
      return new Answer.Show(failed(visit, refused.getMessage() + ".", 422));
    }
  }

  private Screen choices(Visit visit) {
    UUID begun = visit.id("begun");
    List<Field.Choice> choices =
        signIns.offers(begun, visit.caller()).stream()
            .map(offer -> new Field.Choice(offer.id(), named(visit, offer)))
            .toList();
    Field field =
        Field.of("chosen", Field.Kind.CHOICES, visit.say("sign-ins.chosen"), Optional.empty())
            .choices(choices)
            .help(visit.say("sign-ins.chosen.help"));
    Form form =
        new Form(
            CHOOSE,
            visit.here(begun, "choose"),
            List.of(Typed.of(visit, CHOOSE).into(field, List.of())),
            List.of(),
            visit.say("accounts.submit"),
            List.of(),
            Optional.of(Action.to(visit.say("cancel"), "/console/accounts")));
    return Screen.of(visit.say("sign-ins.choose"), visit.say("sign-ins.choose.text")).add(form);
  }

  private static String named(Visit visit, SignIns.Offer offer) {
    return offer.account().isPresent()
        ? visit.say("sign-ins.connected", offer.name())
        : offer.name();
  }

  private Answer choose(Visit visit) {
    return next(visit, signIns.choose(visit.id("begun"), visit.all("chosen"), visit.caller()));
  }

  private Answer leave(Visit visit) {
    UUID id = visit.id("account");
    String said = signIns.leave(id, visit.caller());
    return new Answer.Show(
        offer(visit).first(new Piece.Notice(Tone.GOOD, visit.say("sign-ins.left"), said + ".")));
  }
}
