// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.parley.api.connectors.Capability.FEED_IN;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Conflict;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Account.Status;
import org.parley.api.accounts.App;
import org.parley.api.accounts.AppInput;
import org.parley.api.accounts.SignIns;
import org.parley.api.accounts.SignedIn;
import org.parley.api.connectors.Choice;
import org.parley.api.connectors.Client;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.OAuth2;
import org.parley.api.connectors.SignIn;
import org.parley.api.connectors.Template;
import org.parley.api.connectors.Who;
import org.parley.api.security.Caller;
import org.parley.api.security.Role;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;
import org.parley.connector.Connector;
import org.parley.connector.Polled;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;
import org.parley.testkit.StoreTest;

/** People sign accounts in at a vendor over real HTTP; the browser is played. */
@StoreTest(room = "connectors")
class SignInsSqlTest {
  private static final Caller EVE =
      new Caller(new UUID(6, 6), Caller.Kind.USER, "eve", Set.of(Role.ADMINISTRATOR));

  private final Store store;
  private final Bench bench;
  private final FaultServer vendor = new FaultServer();
  private volatile String pages = "[]";
  private volatile String person = "42";

  SignInsSqlTest(Store store) {
    this.store = store;
    bench = new Bench(store);
    vendor.otherwise(this::answer);
  }

  @AfterEach
  void close() {
    bench.close();
    vendor.close();
  }

  @TestTemplate
  void goesToTheVendorAndComesBackSignedIn() {
    UUID account = connect(code());
    await().until(() -> status(account) == Status.OFFLINE);
    assertThat(state(account)).isEqualTo(SignedIn.State.MISSING);

    URI address = go(account);

    Map<String, String> asked = TokenServer.form(address.getRawQuery());
    assertThat(address.toString()).startsWith(vendor.address() + "/authorize?");
    assertThat(asked)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "app-1")
        .containsEntry("redirect_uri", "https://hub.example/oauth/callback")
        .containsEntry("scope", "read write")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("access_type", "offline");

    assertThat(arrive(asked)).isEqualTo(new SignIns.Done(account, List.of()));

    Map<String, String> token = TokenServer.form(sent("/token").get(0).body());
    assertThat(token)
        .containsEntry("grant_type", "authorization_code")
        .containsEntry("code", "c0de")
        .containsEntry("client_secret", "s3cret");
    assertThat(Randoms.digest(token.getOrDefault("code_verifier", "")))
        .isEqualTo(asked.get("code_challenge"));
    SignedIn signed = bench.signIns.find(account).orElseThrow();
    assertThat(signed.state()).isEqualTo(SignedIn.State.HOLDS);
    assertThat(signed.subject()).contains("@ada");
    assertThat(signed.by()).contains("ada");
    assertThat(signed.missing()).containsExactly("write");
    await().until(() -> status(account) == Status.ONLINE);
    assertThat(sent("/me?x=1").get(0).headers()).containsEntry("authorization", "Bearer access1");
  }

  /** It has nothing to be tried by, so the first to find nobody signed in is what reads it. */
  @TestTemplate
  void readsAtOnceWhenSomebodyHasSignedIn() {
    UUID account = connect(new Reader(code()));
    var reading = new Cursors(account, FEED_IN.name());
    await().until(() -> status(account) == Status.OFFLINE && !next(reading).isAfter(Instant.now()));
    assertThat(sent("/items")).isEmpty();

    arrive(TokenServer.form(go(account).getRawQuery()));

    await().until(() -> !sent("/items").isEmpty());
    assertThat(sent("/items").get(0).headers()).containsEntry("authorization", "Bearer access1");
    await().until(() -> next(reading).isAfter(Instant.now()));
  }

  private Instant next(Cursors cursors) {
    return store.inTransaction(transaction -> cursors.next(transaction, Instant.now()));
  }

  @TestTemplate
  void keepsSecretsOutOfTheDatabase() {
    UUID account = connect(code());
    go(account);

    String kept =
        store.read(
            transaction ->
                transaction
                    .sql("SELECT state, step FROM connectors_begun")
                    .first(row -> row.text("state") + row.text("step"))
                    .orElseThrow());

    assertThat(kept).hasSize(64 + "GONE".length()).endsWith("GONE");
    assertThat(bench.vault.keySet()).anyMatch(name -> name.startsWith("begun/"));
  }

  @TestTemplate
  void endsForNobodyElse() {
    UUID account = connect(code());
    Map<String, String> asked = TokenServer.form(go(account).getRawQuery());

    assertThatThrownBy(() -> bench.signIns.arrive(answerTo(asked), EVE))
        .isInstanceOf(NotFound.class);
    assertThat(sent("/token")).isEmpty();
  }

  @TestTemplate
  void endsOnce() {
    UUID account = connect(code());
    Map<String, String> asked = TokenServer.form(go(account).getRawQuery());
    arrive(asked);

    assertThatThrownBy(() -> arrive(asked)).isInstanceOf(NotFound.class);
    assertThat(sent("/token")).hasSize(1);
    assertThat(bench.vault.keySet()).noneMatch(name -> name.startsWith("begun/"));
  }

  @TestTemplate
  void endsAtAnotherHub() {
    UUID account = connect(code());
    Map<String, String> asked = TokenServer.form(go(account).getRawQuery());
    try (Bench other = new Bench(store, Leases.ofOnlyHub(), Clock.systemUTC())) {
      other.board.join(new TrialVendor(code()));
      other.vault.putAll(bench.vault);

      assertThat(other.signIns.arrive(answerTo(asked), Bench.ADA))
          .isEqualTo(new SignIns.Done(account, List.of()));
      assertThat(other.vault).containsKey(Tokens.nameOf(account));
    }
  }

  @TestTemplate
  void takesNoAnswerOfAnotherVendor() {
    UUID account = connect(code());
    Map<String, String> answer =
        new HashMap<>(answerTo(TokenServer.form(go(account).getRawQuery())));
    answer.put("iss", "https://attacker.example");

    assertThatThrownBy(() -> bench.signIns.arrive(answer, Bench.ADA))
        .hasMessageContaining("attacker.example");
    assertThat(sent("/token")).isEmpty();
  }

  @TestTemplate
  void sendsNobodyToWhatIsNoPlaceOfTheWeb() {
    UUID account =
        connect(
            OAuth2.of(
                OAuth2.Code.at("javascript://v.example/%0Aalert(1)"),
                "{address}/token",
                Client.entered("", "")));

    assertThatThrownBy(() -> bench.signIns.begin(account, Optional.empty(), Bench.ADA))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("'javascript'");
    assertThat(bench.vault.keySet()).noneMatch(name -> name.startsWith("begun/"));
  }

  @TestTemplate
  void saysThatThePersonRefused() {
    UUID account = connect(code());
    Map<String, String> asked = TokenServer.form(go(account).getRawQuery());

    assertThatThrownBy(
            () ->
                bench.signIns.arrive(
                    Map.of("state", stateOf(asked), "error", "access_denied"), Bench.ADA))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("not agreed");
    assertThat(state(account)).isEqualTo(SignedIn.State.MISSING);
  }

  /** Its notes may hold tokens to choose from. */
  @TestTemplate
  void forgetsWhatNobodyCameBackFrom() {
    choose(sharing());
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(11));
    try (Bench other = new Bench(store, Leases.ofOnlyHub(), later)) {
      other.vault.putAll(bench.vault);

      Begun.sweep(other.board.hub());

      assertThat(other.vault.keySet()).noneMatch(name -> name.startsWith("begun/"));
    }
  }

  @TestTemplate
  void asksAnewForWhatWasToldToWhoeverWasSignedInBefore() {
    UUID account = connect(code());
    var renewals = new Cursors(account, Renew.NAME);
    store.inTransaction(
        transaction -> {
          renewals.next(transaction, Instant.now());
          renewals.move(transaction, "told to somebody else");
          return account;
        });

    arrive(TokenServer.form(go(account).getRawQuery()));

    assertThat(store.read(renewals::find)).isEmpty();
  }

  @TestTemplate
  void readsOnForTheSamePersonAndBeginsAnewForAnother() {
    UUID account = connect(code());
    arrive(TokenServer.form(go(account).getRawQuery()));
    assertThat(isForgotten(account, () -> bench.signIns.leave(account, Bench.ADA))).isFalse();
    assertThat(isForgotten(account, () -> signInAs(account, "42"))).isFalse();
    assertThat(isForgotten(account, () -> signInAs(account, "42"))).isFalse();

    bench.signIns.leave(account, Bench.ADA);
    assertThat(isForgotten(account, () -> signInAs(account, "43"))).isTrue();
  }

  @TestTemplate
  void beginsAnewElsewhere() {
    bench.board.join(new TrialVendor(new SignIn.Key()));
    UUID account = account();
    String there = vendor.address().toString();

    assertThat(isForgotten(account, () -> change(account, there, "PT1M"))).isFalse();
    assertThat(isForgotten(account, () -> change(account, "http://localhost:1/", "PT1M"))).isTrue();
  }

  private void signInAs(UUID account, String who) {
    person = who;
    arrive(TokenServer.form(go(account).getRawQuery()));
  }

  private void change(UUID account, String address, String pace) {
    long version = bench.desk.find(account).orElseThrow().version();
    var input = Bench.input("vendor", "Trial", Map.of("address", address, "pace", pace));
    bench.desk.change(account, version, input, Bench.ADA);
  }

  /** Whether an account no longer knows what it had read before something was done. */
  private boolean isForgotten(UUID account, Runnable done) {
    var cursors = new Cursors(account, "NEWS");
    store.inTransaction(
        transaction -> {
          cursors.next(transaction, Instant.now());
          cursors.move(transaction, "7");
          return transaction
              .sql("INSERT INTO connectors_seen (account, find, seen_at) VALUES (:id, :id, :now)")
              .bind("id", account)
              .bind("now", Instant.now())
              .insertIfAbsent();
        });
    done.run();
    boolean read = store.read(cursors::find).isPresent();
    boolean seen =
        store.read(
            transaction ->
                transaction
                    .sql("SELECT find FROM connectors_seen WHERE account = :id")
                    .bind("id", account)
                    .first(row -> row.id("find"))
                    .isPresent());
    assertThat(read).isEqualTo(seen);
    return !read;
  }

  @TestTemplate
  void asksForTheAppFirst() {
    bench.board.join(new TrialVendor(code()));
    UUID account = account();

    assertThatThrownBy(() -> bench.signIns.begin(account, Optional.empty(), Bench.ADA))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("enter it");
    assertThatThrownBy(
            () -> bench.apps.create(new AppInput("vendor", null, "Ours", "app-1", null), Bench.ADA))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused -> assertThat(refused.violations().get(0).path()).isEqualTo("secret"));
  }

  @TestTemplate
  void forgetsNoAppThatIsSignedInBy() {
    UUID account = connect(code());
    arrive(TokenServer.form(go(account).getRawQuery()));
    UUID app = bench.apps.all().get(0).id();

    assertThat(bench.apps.all().get(0).accounts()).isOne();
    assertThatThrownBy(() -> bench.apps.remove(app, Bench.ADA)).isInstanceOf(Conflict.class);
    bench.signIns.leave(account, Bench.ADA);
  }

  @TestTemplate
  void saysWhichAppWillNotDo() {
    connect(code());

    assertThatThrownBy(
            () ->
                bench.apps.create(
                    new AppInput("vendor", null, "Ours", "app-2", "other"), Bench.ADA))
        .isInstanceOf(Conflict.class);
    assertThat(bench.apps.all()).hasSize(1);
    assertThatThrownBy(
            () -> bench.signIns.begin(account("Other"), Optional.of(UUID.randomUUID()), Bench.ADA))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused -> assertThat(refused.violations().get(0).path()).isEqualTo("app"));
  }

  @TestTemplate
  void triesSettingsThatNobodyHasSignedInBy() {
    UUID account = connect(code());
    Map<String, Object> settings = Map.of("address", vendor.address() + "");

    var fresh = bench.desk.test(Bench.input("vendor", "New", settings), Optional.empty());
    assertThat(fresh.fault()).isEmpty();
    assertThat(fresh.report()).contains("when somebody signs in");
    bench.closed.add("127.0.0.1");
    assertThat(bench.desk.test(Bench.input("vendor", "New", settings), Optional.empty()).fault())
        .isPresent();
    bench.desk.disable(account, bench.desk.find(account).orElseThrow().version(), Bench.ADA);
    assertThat(bench.desk.test(account).report()).contains("switch it on");
  }

  @TestTemplate
  void replacesTheSecretOfAnApp() {
    connect(code());
    App app = bench.apps.all().get(0);

    bench.apps.change(
        app.id(), app.version(), new AppInput("vendor", null, "Ours", "app-1", "newer"), Bench.ADA);

    assertThat(bench.vault.values()).contains(new Secret("newer"));
    assertThat(bench.vault.values()).doesNotContain(new Secret("s3cret"));
  }

  private static TrialVendor instance(String... scopes) {
    return new TrialVendor(
        OAuth2.of(
                OAuth2.Code.at("{address}/authorize"),
                "{address}/token",
                Client.mastodon("{address}"),
                scopes)
            .renewal(new OAuth2.NoRenewal()));
  }

  /** Such systems give no right that an app was not registered with. */
  @TestTemplate
  void registersItselfAnewWhenTheConnectorWantsMore() {
    bench.board.join(instance("read"));
    UUID account = account();
    go(account);

    bench.board.join(instance("read", "write"));
    go(account);

    assertThat(sent("/api/v1/apps"))
        .extracting(request -> TokenServer.form(request.body()).get("scopes"))
        .containsExactly("read", "read write");
    assertThat(bench.apps.all()).hasSize(2);
  }

  @TestTemplate
  void registersItselfAtAnInstanceOnce() {
    bench.board.join(instance("read", "write"));
    UUID account = account();

    assertThat(go(account).getRawQuery()).contains("client_id=registered-1");
    assertThat(go(account).getRawQuery()).contains("client_id=registered-1");
    App own = bench.apps.all().get(0);
    var input = new AppInput("vendor", null, "Ours", "mine", "mine");
    assertThatThrownBy(() -> bench.apps.change(own.id(), own.version(), input, Bench.ADA))
        .isInstanceOf(InvalidInput.class);

    assertThat(sent("/api/v1/apps")).hasSize(1);
    assertThat(TokenServer.form(sent("/api/v1/apps").get(0).body()))
        .containsEntry("redirect_uris", "https://hub.example/oauth/callback")
        .containsEntry("scopes", "read write");
  }

  /** RFC 7591; what is not said there means another way to show the secret. */
  @TestTemplate
  void registersItselfAsTheStandardHasIt() throws Exception {
    var origin =
        new Client.Registered(
            Template.of("{address}"),
            Template.of("{address}/api/v1/apps"),
            true,
            Map.of("client_name", Template.of("{hub}"), "scope", Template.of("{scopes}")));
    bench.board.join(
        new TrialVendor(
            OAuth2.of(
                OAuth2.Code.at("{address}/authorize"),
                "{address}/token",
                Client.of(origin, Client.Authentication.POST),
                "read",
                "write")));

    assertThat(go(account()).getRawQuery()).contains("client_id=registered-1");

    JsonNode said = new JsonMapper().readTree(sent("/api/v1/apps").get(0).body());
    assertThat(said.at("/redirect_uris/0").asText())
        .isEqualTo("https://hub.example/oauth/callback");
    assertThat(said.at("/token_endpoint_auth_method").asText()).isEqualTo("client_secret_post");
    assertThat(said.at("/client_name").asText()).isEqualTo("Parley");
    assertThat(said.at("/scope").asText()).isEqualTo("read write");
  }

  @TestTemplate
  void connectsEachPageThatIsChosen() {
    pages =
        """
        [{"id":"p1","name":"Shop","access_token":"page-1"},{"id":"p2","name":"Café","access_token":"page-2"},
         {"id":"p3","name":"No longer ours"}]""";
    UUID account =
        connect(
            code()
                .renewal(new OAuth2.NoRenewal())
                .choice(
                    Choice.of("{address}/pages", "/data", "/id", "/name").token("/access_token")));
    var choose = (SignIns.Choose) arrive(TokenServer.form(go(account).getRawQuery()));
    assertThat(choose.offers()).extracting(SignIns.Offer::name).containsExactly("Shop", "Café");
    assertThat(bench.signIns.offers(choose.begun(), Bench.ADA)).isEqualTo(choose.offers());

    var done = (SignIns.Done) bench.signIns.choose(choose.begun(), List.of("p1", "p2"), Bench.ADA);

    assertThat(done.account()).isEqualTo(account);
    UUID other = done.others().get(0);
    assertThat(bench.desk.find(other).orElseThrow().account().name()).isEqualTo("Café");
    assertThat(kept(account)).contains("page-1");
    assertThat(kept(other)).contains("page-2");
    await().until(() -> status(other) == Status.ONLINE);
    assertThat(sent("/me?x=1"))
        .extracting(request -> request.headers().get("authorization"))
        .contains("Bearer page-1", "Bearer page-2");
  }

  @TestTemplate
  void givesBackWhatItSignsOutOf() {
    UUID account = connect(code());
    arrive(TokenServer.form(go(account).getRawQuery()));
    await().until(() -> status(account) == Status.ONLINE);

    assertThat(bench.signIns.leave(account, Bench.ADA)).contains("has taken the sign-in back");

    assertThat(TokenServer.form(sent("/revoke").get(0).body()))
        .containsEntry("token", "refresh1")
        .containsEntry("token_type_hint", "refresh_token");
    assertThat(bench.vault).doesNotContainKey(Tokens.nameOf(account));
    assertThat(state(account)).isEqualTo(SignedIn.State.MISSING);
    await().until(() -> status(account) == Status.OFFLINE);
  }

  @TestTemplate
  void givesBackWhatARemovedAccountHeld() {
    UUID account = connect(code());
    arrive(TokenServer.form(go(account).getRawQuery()));

    bench.desk.remove(account, Bench.ADA);

    await().until(() -> sent("/revoke").size() == 1);
    assertThat(TokenServer.form(sent("/revoke").get(0).body())).containsEntry("token", "refresh1");
    assertThat(bench.vault).doesNotContainKey(Tokens.nameOf(account));
    assertThat(bench.apps.all().get(0).accounts()).isZero();
  }

  @TestTemplate
  void signsOutHereWhateverTheVendorSays() {
    UUID account = connect(code());
    arrive(TokenServer.form(go(account).getRawQuery()));
    vendor.otherwise(request -> Answer.of(503, ""));

    assertThat(bench.signIns.leave(account, Bench.ADA)).contains("could not");

    assertThat(bench.vault).doesNotContainKey(Tokens.nameOf(account));
  }

  @TestTemplate
  void entersACodeAtAnotherDevice() {
    UUID account = connect(atAnotherDevice());
    var enter = (SignIns.Enter) bench.signIns.begin(account, Optional.empty(), Bench.ADA);
    assertThat(enter.code()).isEqualTo("WDJB-MJHT");
    vendor.then(Answer.of(400, "{\"error\":\"authorization_pending\"}"));

    assertThat(bench.signIns.ask(enter.begun(), Bench.ADA)).isEqualTo(enter);
    assertThat(sent("/token")).hasSize(1);
    await().until(() -> bench.signIns.ask(enter.begun(), Bench.ADA) instanceof SignIns.Done);
    assertThat(state(account)).isEqualTo(SignedIn.State.HOLDS);
  }

  @TestTemplate
  void keepsThePersonsSignInWhenSettingsChangeThatAreNoPlace() {
    UUID account = connect(code());
    arrive(TokenServer.form(go(account).getRawQuery()));

    change(account, Map.of("address", vendor.address() + "", "pace", "slow"));
    assertThat(state(account)).isEqualTo(SignedIn.State.HOLDS);

    change(account, Map.of("address", "http://elsewhere.example", "pace", "slow"));
    assertThat(state(account)).isEqualTo(SignedIn.State.MISSING);
    assertThat(bench.vault).doesNotContainKey(Tokens.nameOf(account));
  }

  @TestTemplate
  void tellsAMissingRightByItsClassAndRenewsNothing() {
    UUID account = connect(code());
    arrive(TokenServer.form(go(account).getRawQuery()));
    await().until(() -> status(account) == Status.ONLINE);
    vendor.then(
        Answer.of(
            403,
            "{\"message\":\"Your token has expired\"}",
            "WWW-Authenticate: Bearer error=\"insufficient_scope\", scope=\"write\""));

    bench.desk.test(account);

    assertThat(sent("/token")).hasSize(1);
    SignedIn signed = bench.signIns.find(account).orElseThrow();
    assertThat(signed.state()).isEqualTo(SignedIn.State.ENDED);
    assertThat(signed.reason().orElseThrow()).contains("it wants 'write'");
    assertThat(bench.signIns.pressing()).extracting(SignedIn::account).containsExactly(account);
  }

  /** What is meant for one would go out as another, and nobody would notice. */
  @TestTemplate
  void staysWhoseItIsUntilItIsSignedOut() {
    UUID account = connect(code());
    arrive(TokenServer.form(go(account).getRawQuery()));
    String before = kept(account);
    person = "43";
    Map<String, String> asked = TokenServer.form(go(account).getRawQuery());

    assertThatThrownBy(() -> arrive(asked))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("Account 'Trial' is '@ada' and somebody else");
    assertThat(kept(account)).isEqualTo(before);
    person = "";
    Map<String, String> silent = TokenServer.form(go(account).getRawQuery());
    assertThatThrownBy(() -> arrive(silent)).hasMessageContaining("does not say who");

    bench.signIns.leave(account, Bench.ADA);
    assertThat(arrive(TokenServer.form(go(account).getRawQuery())))
        .isInstanceOf(SignIns.Done.class);
  }

  /** Else what one place granted, or the app's secret, would go to the other. */
  @TestTemplate
  void goesOnWithNothingOnceTheAccountLeadsElsewhere() {
    UUID account = connect(code());
    Map<String, String> asked = TokenServer.form(go(account).getRawQuery());
    change(account, Map.of("address", elsewhere()));

    assertThatThrownBy(() -> arrive(asked)).isInstanceOf(NotFound.class);
    assertThat(sent("/token")).isEmpty();
    assertThat(bench.vault.keySet()).noneMatch(name -> name.startsWith("begun/"));
  }

  @TestTemplate
  void beginsNothingWhereTheAccountLedAMomentAgo() {
    bench.board.join(
        new TrialVendor(
            OAuth2.of(
                OAuth2.Code.at("{address}/authorize"),
                "{address}/token",
                Client.mastodon("{address}"))));
    UUID account = account();
    vendor.otherwise(
        request -> {
          if (request.path().equals("/api/v1/apps")) {
            change(account, Map.of("address", elsewhere()));
          }
          return answer(request);
        });

    assertThatThrownBy(() -> bench.signIns.begin(account, Optional.empty(), Bench.ADA))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("begin anew");
  }

  @TestTemplate
  void endsWithTheSignOutWhatWasBegun() {
    SignIns.Choose choose = choose(sharing());
    bench.signIns.leave(bench.desk.list(PageRequest.first(1)).items().get(0).id(), Bench.ADA);

    assertThatThrownBy(() -> bench.signIns.choose(choose.begun(), List.of("p1"), Bench.ADA))
        .isInstanceOf(NotFound.class);
    assertThat(bench.vault.keySet()).noneMatch(name -> name.startsWith("begun/"));
  }

  @TestTemplate
  void choosesOnce() {
    SignIns.Choose choose = choose(sharing());
    assertThat(bench.signIns.ask(choose.begun(), Bench.ADA)).isEqualTo(choose);
    bench.signIns.choose(choose.begun(), List.of("p1"), Bench.ADA);

    assertThatThrownBy(() -> bench.signIns.choose(choose.begun(), List.of("p2"), Bench.ADA))
        .isInstanceOf(NotFound.class);
  }

  @TestTemplate
  void takesTheSameIdElsewhereForSomebodyElse() {
    SignIns.Choose here = choose(sharing());
    var signed = (SignIns.Done) bench.signIns.choose(here.begun(), List.of("p1", "p2"), Bench.ADA);
    UUID account =
        bench
            .desk
            .create(Bench.input("vendor", "Other", Map.of("address", elsewhere())), Bench.ADA)
            .account()
            .id();

    var there = (SignIns.Choose) arrive(TokenServer.form(go(account).getRawQuery()));
    assertThat(there.offers()).extracting(SignIns.Offer::account).containsOnly(Optional.empty());
    var done = (SignIns.Done) bench.signIns.choose(there.begun(), List.of("p1", "p2"), Bench.ADA);

    assertThat(done.account()).isEqualTo(account);
    assertThat(done.others()).doesNotContainAnyElementsOf(signed.others());
  }

  @TestTemplate
  void givesBackWhatSeveralGoByWithTheLastOfThem() {
    SignIns.Choose choose = choose(sharing());
    var done = (SignIns.Done) bench.signIns.choose(choose.begun(), List.of("p1", "p2"), Bench.ADA);

    assertThat(bench.signIns.leave(done.account(), Bench.ADA)).contains("other accounts go by");
    assertThat(sent("/revoke")).isEmpty();
    assertThat(bench.signIns.leave(done.others().get(0), Bench.ADA)).contains("has taken");
    assertThat(sent("/revoke")).hasSize(1);
  }

  @TestTemplate
  void asksLessOftenWhenToldToAndAgainAfterASilence() {
    UUID account = connect(atAnotherDevice());
    var enter = (SignIns.Enter) bench.signIns.begin(account, Optional.empty(), Bench.ADA);
    vendor.then(Answer.of(503, ""), Answer.of(400, "{\"error\":\"slow_down\"}"));

    assertThat(bench.signIns.ask(enter.begun(), Bench.ADA)).isEqualTo(enter);
    await().until(() -> sent("/token").size() == 2 || !ask(enter).equals(enter));

    assertThat(ask(enter).pause()).isEqualTo(enter.pause().plusSeconds(5));
    assertThat(sent("/token")).hasSize(2);
  }

  private static OAuth2 atAnotherDevice() {
    return OAuth2.of(
            new OAuth2.Device(Template.of("{address}/device")),
            "{address}/token",
            Client.entered("", ""),
            "read")
        .renewal(new OAuth2.NoRenewal());
  }

  private SignIns.Enter ask(SignIns.Enter entering) {
    return (SignIns.Enter) bench.signIns.ask(entering.begun(), Bench.ADA);
  }

  /** Two pages that go by one token. */
  private OAuth2 sharing() {
    pages = "[{\"id\":\"p1\",\"name\":\"Shop\"},{\"id\":\"p2\",\"name\":\"Café\"}]";
    return code()
        .renewal(new OAuth2.Refresh(false))
        .choice(Choice.of("{address}/pages", "/data", "/id", "/name"));
  }

  private SignIns.Choose choose(OAuth2 scheme) {
    UUID account = connect(scheme);
    return (SignIns.Choose) arrive(TokenServer.form(go(account).getRawQuery()));
  }

  /** The same server by another name. */
  private String elsewhere() {
    return "http://localhost:" + vendor.address().getPort();
  }

  private void change(UUID account, Map<String, Object> settings) {
    long version = bench.desk.find(account).orElseThrow().version();
    bench.desk.change(account, version, Bench.input("vendor", "Trial", settings), Bench.ADA);
  }

  private OAuth2 code() {
    return OAuth2.of(
            OAuth2.Code.at("{address}/authorize")
                .issuer("{address}")
                .saying(Map.of("access_type", "offline")),
            "{address}/token",
            Client.entered("Register an app", "Eine App eintragen"),
            "read",
            "write")
        .who(Who.asked("{address}/who", "/id", "/handle"))
        .revocation("{address}/revoke");
  }

  private UUID connect(SignIn scheme) {
    return connect(new TrialVendor(scheme));
  }

  private UUID connect(Connector<TrialVendor.Settings> connector) {
    bench.board.join(connector);
    bench.apps.create(new AppInput("vendor", null, "Ours", "app-1", "s3cret"), Bench.ADA);
    return account();
  }

  private UUID account() {
    return account("Trial");
  }

  private UUID account(String name) {
    Map<String, Object> settings = Map.of("address", vendor.address() + "");
    return bench.desk.create(Bench.input("vendor", name, settings), Bench.ADA).account().id();
  }

  private URI go(UUID account) {
    var go = (SignIns.Go) bench.signIns.begin(account, Optional.empty(), Bench.ADA);
    assertThat(go.system()).isEqualTo("Trial vendor");
    return go.address();
  }

  private SignIns.Step arrive(Map<String, String> asked) {
    return bench.signIns.arrive(answerTo(asked), Bench.ADA);
  }

  private static Map<String, String> answerTo(Map<String, String> asked) {
    return Map.of("state", stateOf(asked), "code", "c0de");
  }

  private static String stateOf(Map<String, String> asked) {
    return asked.getOrDefault("state", "");
  }

  private String kept(UUID account) {
    return requireNonNull(bench.vault.get(Tokens.nameOf(account))).reveal();
  }

  private SignedIn.State state(UUID account) {
    return bench.signIns.find(account).orElseThrow().state();
  }

  private Status status(UUID account) {
    Account shown = bench.desk.find(account).orElseThrow().account();
    return shown.status();
  }

  private List<Request> sent(String path) {
    return vendor.requests().stream().filter(request -> request.path().equals(path)).toList();
  }

  private Answer answer(Request request) {
    return switch (request.path()) {
      case "/token" ->
          Answer.of(
              200,
              """
              {"access_token":"access1","refresh_token":"refresh1","expires_in":3600,"scope":"read"}""");
      case "/device" ->
          Answer.of(
              200,
              """
              {"device_code":"d1","user_code":"WDJB-MJHT","verification_uri":"https://v.example/device",
               "interval":1,"expires_in":300}""");
      case "/who" -> Answer.of(200, "{\"id\":\"" + person + "\",\"handle\":\"@ada\"}");
      case "/pages" -> Answer.of(200, "{\"data\":" + pages + "}");
      case "/api/v1/apps" ->
          Answer.of(200, "{\"client_id\":\"registered-1\",\"client_secret\":\"r\"}");
      default -> Answer.of(200, "{}");
    };
  }

  /** Reads at the vendor once an hour. */
  private record Reader(SignIn scheme) implements Connector<TrialVendor.Settings> {
    @Override
    public Descriptor descriptor() {
      return Descriptor.of("vendor", "Trial vendor", Kind.FEED).has(FEED_IN).signIn(scheme);
    }

    @Override
    public SettingsType<TrialVendor.Settings> settings() {
      return SettingsType.of(TrialVendor.Settings.class);
    }

    @Override
    public void routes(Routes routes, TrialVendor.Settings settings) {
      routes
          .poll(FEED_IN, Duration.ofHours(1))
          .setBody()
          .constant("")
          .to(settings.address() + "/items?httpMethod=GET")
          .setBody(exchange -> Polled.nothing());
    }
  }
}
