// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.ArrayList;
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
import org.parley.api.PageRequest;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.AccountDesk;
import org.parley.api.accounts.AccountDesk.Tested;
import org.parley.api.accounts.AccountDetail;
import org.parley.api.accounts.AccountInput;
import org.parley.api.accounts.Apps;
import org.parley.api.accounts.SignIns;
import org.parley.api.accounts.SignedIn;
import org.parley.api.connectors.Connectors;
import org.parley.api.connectors.Descriptor;
import org.parley.console.internal.Answer;
import org.parley.console.internal.Concern;
import org.parley.console.internal.Page;
import org.parley.console.internal.Place;
import org.parley.console.internal.Routes;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Action;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Form;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Table;
import org.parley.console.internal.view.Tone;

/** Accounts: what the hub is joined to, and how each does. */
@Component(service = {Page.class, Concern.class})
public final class AccountsPage implements Page, Concern {
  private final AccountDesk desk;
  private final Connectors connectors;
  private final SignIns signIns;
  private final Apps apps;
  private final Routes routes;

  @Activate
  public AccountsPage(
      @Reference AccountDesk desk,
      @Reference Connectors connectors,
      @Reference SignIns signIns,
      @Reference Apps apps) {
    this.desk = desk;
    this.connectors = connectors;
    this.signIns = signIns;
    this.apps = apps;
    this.routes =
        new Routes()
            .show("", this::list)
            .show("new", this::fill)
            .reach("new", "account.created", this::create)
            .reach("new/test", "account.tested", this::tryNew)
            .show("{id}", this::detail)
            .reach("{id}", "account.changed", this::change)
            .reach("{id}/test", "account.tested", this::tryChanged)
            .reach("{id}/check", "account.tested", this::check)
            .reach("{id}/enable", "account.enabled", visit -> enable(visit, true))
            .reach("{id}/disable", "account.disabled", visit -> enable(visit, false))
            .show("{id}/remove", this::askRemove)
            .reach("{id}/remove", "account.removed", this::remove);
  }

  @Override
  public Place place() {
    return new Place(Place.Group.CONNECT, 1, "accounts", Set.of());
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
    for (Account account : desk.list(PageRequest.first(PageRequest.MOST)).items()) {
      if (account.fault().isPresent() && account.status() != Account.Status.DISABLED) {
        String text = visit.say("accounts.need", account.name(), account.statusText());
        needs.add(new Need(Tone.BAD, text, "/console/accounts/" + account.id()));
      }
    }
    needs.addAll(foretold(visit));
    var unclear = desk.unclear(PageRequest.first(Visit.ROWS));
    Need.count(visit.words(), "unclear.need", unclear, "/console/accounts#main")
        .ifPresent(needs::add);
    return needs;
  }

  /** What will be wrong in a week unless somebody signs in again, or lacks a right. */
  private List<Need> foretold(Visit visit) {
    List<Need> needs = new ArrayList<>();
    for (SignedIn signed : signIns.pressing()) {
      boolean told =
          signed.state() == SignedIn.State.MISSING || signed.state() == SignedIn.State.ENDED;
      Optional<String> sentence = SignInSection.sentence(visit, signed).filter(text -> !told);
      String name = desk.find(signed.account()).map(detail -> detail.account().name()).orElse("");
      sentence.ifPresent(
          text ->
              needs.add(
                  new Need(
                      Tone.WARN,
                      visit.say("accounts.need", name, text),
                      "/console/accounts/" + signed.account() + "#sign-in")));
    }
    return needs;
  }

  @Override
  public Optional<Step> begin(Visit visit) {
    boolean done = !desk.list(PageRequest.first(1)).items().isEmpty();
    return visit.may()
        ? Step.of(visit, 1, done, "begin.account", "/console/connectors")
        : Optional.empty();
  }

  @Override
  public List<Piece.Hit> seek(String text, Visit visit) {
    return desk.list(PageRequest.first(PageRequest.MOST)).items().stream()
        .filter(account -> Seek.isIn(account.name(), text) || Seek.isIn(account.connector(), text))
        .limit(Seek.MOST)
        .map(
            account ->
                new Piece.Hit(
                    account.name(), name(account.connector()), "/console/accounts/" + account.id()))
        .toList();
  }

  private Screen list(Visit visit) {
    var found = desk.list(visit.page());
    Screen screen =
        visit
            .screen("accounts")
            .action(Action.to(visit.say("accounts.new"), "/console/connectors").main());
    if (found.items().isEmpty()) {
      return screen.add(
          visit.empty("accounts", Action.to(visit.say("accounts.new"), "/console/connectors")));
    }
    Table table =
        Table.of(
            visit.say("accounts.title"),
            visit.say("accounts.account"),
            visit.say("connectors.connector"),
            visit.say("head.state"),
            visit.say("accounts.says"));
    Map<UUID, SignedIn> pressing = new HashMap<>();
    signIns.pressing().forEach(signed -> pressing.put(signed.account(), signed));
    for (Account account : found.items()) {
      table =
          table.row(
              Cell.link(visit.here(account.id()), account.name()),
              Cell.text(name(account.connector())),
              badge(visit, account),
              says(visit, account, Optional.ofNullable(pressing.get(account.id()))));
    }
    Screen listed = screen.add(table.next(visit.next(found)));
    var unclear = desk.unclear(visit.page()).items();
    return unclear.isEmpty() ? listed : listed.add(unclear(visit, unclear));
  }

  private static Cell says(Visit visit, Account account, Optional<SignedIn> pressing) {
    return pressing
        .flatMap(signed -> SignInSection.sentence(visit, signed))
        .map(
            sentence ->
                Cell.stack(
                    Cell.text(account.statusText()),
                    Cell.link(visit.here(account.id()) + "#sign-in", sentence)))
        .orElseGet(() -> Cell.text(account.statusText()));
  }

  private String name(String connector) {
    return connectors.find(connector).map(Descriptor::name).orElse(connector);
  }

  private static Piece unclear(Visit visit, List<AccountDesk.Unclear> found) {
    Table table =
        Table.of(
            visit.say("unclear.title"),
            visit.say("head.at"),
            visit.say("unclear.what"),
            visit.say("posts.reason"),
            visit.say("unclear.key"));
    for (AccountDesk.Unclear one : found) {
      table =
          table.row(
              visit.written().time(one.since()),
              Cell.text(visit.words().of(one.capability())),
              Cell.text(one.reason()),
              Cell.code(one.key().toString()));
    }
    return new Piece.Section(
        visit.say("unclear.title"),
        visit.say("unclear.about"),
        List.of(Action.to(visit.say("unclear.parked"), "/console/bus")),
        List.of(table));
  }

  static Cell badge(Visit visit, Account account) {
    Tone tone =
        switch (account.status()) {
          case STARTING -> Tone.BUSY;
          case ONLINE -> Tone.GOOD;
          case DEGRADED -> Tone.WARN;
          case OFFLINE -> Tone.BAD;
          case DISABLED -> Tone.CALM;
        };
    return new Cell.Badge(tone, visit.words().of(account.status()));
  }

  private Screen fill(Visit visit) {
    String id = visit.exact("connector");
    Descriptor connector = connectors.find(id).orElseThrow(() -> new NotFound("connector", id));
    Form form =
        AccountForm.draw(visit, visit.here("new"), connectors.settings(id), Optional.empty())
            .with("connector", id)
            .or(Action.send(visit.say("accounts.test"), visit.here("new", "test")))
            .cancel(Action.to(visit.say("cancel"), "/console/connectors"));
    return Screen.of(
            visit.say("accounts.connect", connector.name()),
            connector.summary().in(visit.words().locale()))
        .back(visit.say("connectors.title"), "/console/connectors")
        .add(form);
  }

  private AccountInput input(Visit visit, String connector) {
    return AccountForm.read(visit, connector, connectors.settings(connector));
  }

  private Answer create(Visit visit) {
    AccountDetail made = desk.create(input(visit, visit.exact("connector")), visit.caller());
    UUID id = made.account().id();
    return visit.done(signIns.find(id).isPresent() ? "account.entered" : "account.created", id);
  }

  private Answer tryNew(Visit visit) {
    Tested tested = desk.test(input(visit, visit.exact("connector")), Optional.empty());
    return new Answer.Show(fill(visit).first(told(visit, tested)));
  }

  private Answer tryChanged(Visit visit) {
    AccountDetail detail = found(visit);
    AccountInput entered = input(visit, detail.account().connector());
    Tested tested = desk.test(entered, Optional.of(detail.account().id()));
    return new Answer.Show(detail(visit).first(told(visit, tested)));
  }

  private Answer check(Visit visit) {
    Tested tested = desk.test(found(visit).account().id());
    return new Answer.Show(detail(visit).first(told(visit, tested)));
  }

  private static Piece told(Visit visit, Tested tested) {
    boolean works = tested.fault().isEmpty();
    String title =
        works
            ? visit.say("accounts.works")
            : visit.say("accounts.fails") + " " + visit.words().of(tested.fault().get()) + ".";
    return new Piece.Notice(works ? Tone.GOOD : Tone.BAD, title, tested.report());
  }

  private AccountDetail found(Visit visit) {
    UUID id = visit.id("id");
    return desk.find(id).orElseThrow(() -> new NotFound("account", id));
  }

  private Screen detail(Visit visit) {
    AccountDetail detail = found(visit);
    Account account = detail.account();
    Form form =
        AccountForm.draw(
                visit,
                visit.here(account.id()),
                connectors.find(account.connector()).isPresent()
                    ? connectors.settings(account.connector())
                    : List.of(),
                Optional.of(detail))
            .with("version", Long.toString(detail.version()))
            .or(Action.send(visit.say("accounts.test"), visit.here(account.id(), "test")));
    return Screen.of(account.name(), visit.say("accounts.detail.about", name(account.connector())))
        .back(visit.say("accounts.title"), visit.here())
        .action(Action.send(visit.say("accounts.check"), visit.here(account.id(), "check")))
        .add(new Piece.Beside(List.of(facts(visit, detail)), parts(visit, account, form)));
  }

  private List<Piece> parts(Visit visit, Account account, Form form) {
    List<Piece> parts = new ArrayList<>();
    Optional<Descriptor> connector = connectors.find(account.connector());
    signIns
        .find(account.id())
        .filter(signed -> connector.isPresent())
        .map(
            signed ->
                SignInSection.draw(
                    visit, connector.orElseThrow(), signed, apps.forAccount(account.id())))
        .ifPresent(parts::add);
    parts.add(
        new Piece.Section(
            visit.say("connectors.settings"),
            visit.say("accounts.settings.about"),
            List.of(),
            List.of(form)));
    parts.add(new Piece.Toolbar(switches(visit, account)));
    return parts;
  }

  private static Piece facts(Visit visit, AccountDetail detail) {
    Account account = detail.account();
    List<Piece.Fact> facts = new ArrayList<>();
    facts.add(new Piece.Fact(visit.say("head.state"), badge(visit, account)));
    facts.add(new Piece.Fact(visit.say("accounts.says"), Cell.text(account.statusText())));
    account
        .fault()
        .ifPresent(
            fault ->
                facts.add(
                    new Piece.Fact(visit.say("accounts.who"), Cell.text(visit.words().of(fault)))));
    detail
        .hook()
        .ifPresent(hook -> facts.add(new Piece.Fact(visit.say("accounts.hook"), Cell.code(hook))));
    facts.add(new Piece.Fact(visit.say("head.created"), visit.written().time(detail.createdAt())));
    facts.add(new Piece.Fact(visit.say("head.changed"), visit.written().time(detail.changedAt())));
    return new Piece.Facts(facts);
  }

  private static List<Action> switches(Visit visit, Account account) {
    boolean off = account.status() == Account.Status.DISABLED;
    String verb = off ? "enable" : "disable";
    return List.of(
        Action.send(visit.say("accounts." + verb), visit.here(account.id(), verb))
            .because(visit.say("accounts." + verb + ".text")),
        Action.to(visit.say("remove"), visit.here(account.id(), "remove")).danger());
  }

  private Answer change(Visit visit) {
    AccountDetail detail = found(visit);
    AccountInput input = input(visit, detail.account().connector());
    desk.change(detail.account().id(), visit.version(), input, visit.caller());
    return visit.done("saved", detail.account().id());
  }

  private Answer enable(Visit visit, boolean on) {
    AccountDetail detail = found(visit);
    UUID id = detail.account().id();
    if (on) {
      desk.enable(id, detail.version(), visit.caller());
    } else {
      desk.disable(id, detail.version(), visit.caller());
    }
    return visit.done(on ? "account.enabled" : "account.disabled", id);
  }

  private Screen askRemove(Visit visit) {
    Account account = found(visit).account();
    return Screen.of(
            visit.say("accounts.remove.title", account.name()), visit.say("accounts.remove.about"))
        .back(account.name(), visit.here(account.id()))
        .add(
            new Piece.Notice(
                Tone.WARN, visit.say("accounts.remove.sure"), visit.say("accounts.remove.text")))
        .add(
            new Piece.Toolbar(
                List.of(
                    Action.send(
                            visit.say("accounts.remove.now"), visit.here(account.id(), "remove"))
                        .danger(),
                    Action.to(visit.say("cancel"), visit.here(account.id())))));
  }

  private Answer remove(Visit visit) {
    desk.remove(visit.id("id"), visit.caller());
    return visit.done("removed");
  }
}
