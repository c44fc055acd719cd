// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Account.Status;
import org.parley.api.accounts.Webhooks.Answer;
import org.parley.api.accounts.Webhooks.Call;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.interactions.Interaction;
import org.parley.api.mentions.MentionReceived;
import org.parley.api.profiles.Identifier;
import org.parley.api.store.Store;
import org.parley.connector.Handshake;
import org.parley.connector.Hook;
import org.parley.connector.Place;
import org.parley.connector.Renewal;
import org.parley.connector.Signature;
import org.parley.testkit.FakeClock;
import org.parley.testkit.StoreTest;

@StoreTest(room = "connectors")
class HeardRouteTest {
  private static final Signature SIGNED =
      new Signature.Shared(new Secret("key"), Place.query("token"));
  private static final Hook HOOK = Hook.of(SIGNED).after(Handshake.hub(new Secret("verify")));
  private static final Handshake WEB_SUB = Handshake.webSub("https://p.example/feed");

  private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
  private final Store store;
  private final Bench bench;
  private final Hooks hooks;

  HeardRouteTest(Store store) {
    this.store = store;
    bench = new Bench(store, clock);
    hooks = new Hooks(bench.board);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @TestTemplate
  void makesAnInteractionOfAReply() {
    UUID account = connect(new TrialListener(HOOK));

    says(account, "r1 @Ada elsewhere Is it loud?");
    says(account, "r1 @Ada elsewhere Is it loud?");

    Identifier ada = Identifier.handle("listener", "ada");
    BusRecord told = bench.bus.records("mention.received").get(0);
    assertThat(told.partitionKey()).isEqualTo(ada.partitionKey());
    assertThat(told.subject()).doesNotContain("thread");
    assertThat(bench.bus.data(Interaction.class))
        .singleElement()
        .satisfies(
            did -> {
              assertThat(did.type()).isEqualTo("reply.written");
              assertThat(did.at()).isEqualTo(TrialListener.THEN);
              assertThat(did.identifiers()).containsExactly(ada);
              assertThat(did.origin().network()).contains("listener");
              assertThat(did.origin().account()).contains(account);
              assertThat(did.data())
                  .containsEntry("text", "Is it loud?")
                  .containsEntry("address", "https://example.org/r1");
            });
    assertThat(bench.bus.records("reply.written").get(0).partitionKey())
        .isEqualTo(ada.partitionKey());
  }

  @TestTemplate
  void findsThePostThatIsAnswered() {
    UUID account = connect(new TrialListener(HOOK));
    BusRecord post = Bench.post(account, "Hello");
    bench.read(post).join();

    says(account, "r1 ada ours Is it loud?");

    UUID ours = ((PostRequested) post.data()).post();
    assertThat(bench.bus.data(MentionReceived.class))
        .singleElement()
        .extracting(MentionReceived::post)
        .isEqualTo(Optional.of(ours));
    assertThat(bench.bus.data(Interaction.class).get(0).origin().post()).contains(ours);
  }

  @TestTemplate
  void takesWhatBelongsToEachOfItsSources() {
    UUID account = connect(new TrialListener(HOOK));

    says(account, "+grace\nr1 ada elsewhere Hello");

    assertThat(bench.bus.records())
        .extracting(BusRecord::type)
        .containsExactly(
            "follower.joined", "account.followed", "mention.received", "reply.written");
  }

  @TestTemplate
  void answersWhatTheSystemAsksBefore() {
    UUID account = connect(new TrialListener(HOOK));

    assertThat(
            hooks.receive(
                account,
                asks(
                    Map.of(
                        "hub.mode",
                        "subscribe",
                        "hub.verify_token",
                        "verify",
                        "hub.challenge",
                        "c"))))
        .isEqualTo(Answer.text("c"));
    assertThatThrownBy(
            () ->
                hooks.receive(account, asks(Map.of("hub.mode", "subscribe", "hub.challenge", "c"))))
        .isInstanceOfSatisfying(
            ParleyException.class,
            refused -> assertThat(refused.fault()).isEqualTo(Fault.CREDENTIALS));
    assertThatThrownBy(() -> hooks.receive(account, asks(Map.of()))).isInstanceOf(NotFound.class);
  }

  @TestTemplate
  void answersASystemInAHurryBeforeItUnderstands() {
    UUID account = connect(new TrialListener(HOOK.promptly()));

    assertThat(says(account, "r1 ada elsewhere Hello")).isEqualTo(Answer.HEARD);
    assertThat(says(account, "nonsense")).isEqualTo(Answer.HEARD);
    assertThat(says(account, "r2 ada elsewhere Again")).isEqualTo(Answer.HEARD);

    await().until(() -> bench.bus.records("mention.received").size() == 2);
    await().until(() -> noted().equals(List.of("parked")));
  }

  @TestTemplate
  void goesOnPastACallThatCannotBeTakenNow() {
    UUID account = connect(new TrialListener(HOOK.promptly()));

    says(account, "!away");
    says(account, "r1 ada elsewhere Hello");

    await().until(() -> bench.bus.records("mention.received").size() == 1);
    await().until(() -> noted().equals(List.of("waits")));
    await().until(() -> shown(account).status() == Status.DEGRADED);
    assertThat(shown(account).statusText()).endsWith("that are not understood: 1");

    clock.advance(Duration.ofHours(25));
    says(account, "r2 ada elsewhere Again");

    await().until(() -> noted().equals(List.of("parked")));
    assertThat(bench.bus.records("mention.received")).hasSize(2);
  }

  @TestTemplate
  void keepsOfNotedCallsNoHeaderThatNobodyReads() {
    UUID account = connect(new TrialListener(HOOK.promptly().reads("X-Event")));
    Map<String, String> headers = Map.of("authorization", "Bearer hush", "x-event", "told");

    hooks.receive(
        account, new Call("POST", "", Map.of("token", "key"), headers, "nonsense".getBytes(UTF_8)));

    List<String> kept =
        store.read(
            transaction ->
                transaction
                    .sql("SELECT headers FROM connectors_call")
                    .list(row -> row.text("headers")));
    assertThat(kept).containsExactly("{\"x-event\":\"told\"}");
  }

  private Account shown(UUID account) {
    return bench.desk.find(account).orElseThrow().account();
  }

  @TestTemplate
  void tellsASystemAtOnceThatItIsNotUnderstood() {
    UUID account = connect(new TrialListener(HOOK));

    assertThatThrownBy(() -> says(account, "nonsense")).isInstanceOf(InvalidInput.class);
    assertThat(noted()).isEmpty();
  }

  @TestTemplate
  void asksToBeCalledAtTheAccountsAddress() {
    var listener = new TrialListener(HOOK);
    UUID account = connect(listener);

    await().until(() -> listener.renewals().size() == 1);
    assertThat(listener.renewals().get(0).hook().getPath()).isEqualTo("/hooks/" + account);
    assertThat(listener.renewals().get(0).last()).isEmpty();
  }

  @TestTemplate
  void asksAnewWhenItIsSwitchedOnAgain() {
    var listener = new TrialListener(HOOK);
    UUID account = connect(listener);
    await().until(() -> renews(account).isAfter(clock.instant().plus(Duration.ofHours(10))));

    long off = bench.desk.disable(account, 1, Bench.ADA).version();
    bench.desk.enable(account, off, Bench.ADA);

    await().until(() -> listener.renewals().size() == 2);
    assertThat(listener.renewals().get(1).last()).isPresent();
  }

  @TestTemplate
  void asksAnewWhenTheHubIsReachedElsewhere() {
    var listener = new TrialListener(HOOK);
    UUID account = connect(listener);
    await().until(() -> renews(account).isAfter(clock.instant().plus(Duration.ofHours(10))));
    bench.close();
    var renewals = new Cursors(account, Renew.NAME);
    store.inTransaction(
        transaction -> {
          String last = renewals.find(transaction).orElseThrow();
          renewals.move(transaction, last.replace("hub.example", "old.example"));
          return account;
        });

    try (var later = new Bench(store, clock)) {
      later.board.join(listener);

      await().until(() -> listener.renewals().size() == 2);
      assertThat(listener.renewals().get(1).last()).isPresent();
    }
  }

  /** WebSub: the hub of the publisher grants what it likes, while it is being asked. */
  @TestTemplate
  void asksAgainBeforeWhatWasGrantedEnds() {
    var asked =
        new CopyOnWriteArrayList<Renewal.Asked>() {
          @Override
          public boolean add(Renewal.Asked asking) {
            String path = asking.hook().getPath();
            grants(UUID.fromString(path.substring("/hooks/".length())), 7_200);
            return super.add(asking);
          }
        };
    UUID account = connect(new TrialListener(Hook.of(SIGNED).after(WEB_SUB), asked));

    await().until(() -> renews(account).equals(clock.instant().plusSeconds(5_760)));
  }

  @TestTemplate
  void isNotMadeToAskAllTheTimeByStrangers() {
    UUID account = connect(new TrialListener(Hook.of(SIGNED).after(WEB_SUB)));
    await().until(() -> renews(account).isAfter(clock.instant().plus(Duration.ofHours(10))));

    grants(account, 1);

    assertThat(renews(account)).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
  }

  private void grants(UUID account, int seconds) {
    var query =
        Map.of(
            "hub.mode", "subscribe",
            "hub.topic", "https://p.example/feed",
            "hub.challenge", "c",
            "hub.lease_seconds", String.valueOf(seconds));
    assertThat(hooks.receive(account, asks(query))).isEqualTo(Answer.text("c"));
  }

  private Instant renews(UUID account) {
    return store.inTransaction(
        transaction -> new Cursors(account, Renew.NAME).next(transaction, clock.instant()));
  }

  @TestTemplate
  void takesAnAddressForSignedAsItIsKnownToTheWorld() throws Exception {
    var signature = Signature.hmac(new Secret("key"), Place.header("X-Signature")).signs("{url}");
    UUID account = connect(new TrialListener(Hook.of(signature)));
    byte[] body = "r1 ada elsewhere Hello".getBytes(UTF_8);

    String url = "https://hub.example/hooks/" + account + "?a=b%20c";
    Map<String, String> headers = Map.of("x-signature", mac(url));
    hooks.receive(account, new Call("POST", "a=b%20c", Map.of("a", "b c"), headers, body));

    assertThat(bench.bus.records("mention.received")).hasSize(1);
    assertThatThrownBy(() -> hooks.receive(account, new Call("POST", "", Map.of(), headers, body)))
        .isInstanceOfSatisfying(
            ParleyException.class,
            refused -> assertThat(refused.fault()).isEqualTo(Fault.CREDENTIALS));
  }

  @TestTemplate
  void checksTeasersByTheRulesOfTheAccountsOwnInstance() {
    UUID account = connect(new TrialListener(HOOK));
    var catalogue = new Catalogue(bench.board);

    await().until(() -> catalogue.rulesFor(account).orElseThrow().most() == 5);
    assertThat(catalogue.rulesFor(account).orElseThrow().check(Bench.teaser("123456"))).hasSize(1);
    BusRecord post = Bench.post(account, "123456");
    bench.read(post).join();
    assertThat(bench.bus.records("post.failed")).hasSize(1);
  }

  private static String mac(String signed) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("key".getBytes(UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8)));
  }

  private UUID connect(TrialListener listener) {
    return bench.connect(listener, Map.of()).account().id();
  }

  private Answer says(UUID account, String body) {
    return hooks.receive(
        account, new Call("POST", "", Map.of("token", "key"), Map.of(), body.getBytes(UTF_8)));
  }

  private static Call asks(Map<String, String> query) {
    return new Call("GET", "", query, Map.of(), new byte[0]);
  }

  private List<String> noted() {
    return store.read(
        transaction ->
            transaction
                .sql("SELECT reason, parked_at FROM connectors_call")
                .list(
                    row ->
                        row.findInstant("parked_at").isPresent()
                            ? "parked"
                            : row.findText("reason").map(reason -> "waits").orElse("open")));
  }
}
