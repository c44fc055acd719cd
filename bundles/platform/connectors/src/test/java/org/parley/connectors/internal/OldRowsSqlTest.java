// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Secret;
import org.parley.api.accounts.Webhooks.Call;
import org.parley.api.store.Store;
import org.parley.connector.Hook;
import org.parley.connector.Place;
import org.parley.connector.Signature;
import org.parley.testkit.FakeClock;
import org.parley.testkit.StoreTest;

@StoreTest(room = "connectors")
class OldRowsSqlTest {
  private static final Hook HOOK =
      Hook.of(new Signature.Shared(new Secret("key"), Place.query("token")));

  private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
  private final Store store;
  private final Bench bench;
  private final OldRows rows;

  OldRowsSqlTest(Store store) {
    this.store = store;
    bench = new Bench(store, clock);
    rows = new OldRows(bench.board.hub());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @TestTemplate
  void forgetsWhatWasToldLongAgo() {
    UUID account = connect();
    for (int i = 0; i < 250; i++) {
      says(account, "a" + i + " ada elsewhere Hello");
    }
    clock.advance(OldRows.SEEN.plusDays(1));
    rows.sweepIfDue();
    assertThat(seen()).as("nothing came since").isEqualTo(250);

    says(account, "b ada elsewhere Hello");
    clock.advance(Duration.ofDays(1));
    rows.sweepIfDue();

    assertThat(seen()).isOne();
  }

  @TestTemplate
  void knowsForEverWhatIsToldAgainAndAgain() {
    UUID account = connect();
    for (int month = 0; month < 16; month++) {
      says(account, "a ada elsewhere Hello\nb" + month + " ada elsewhere Hello");
      clock.advance(Duration.ofDays(31));
      rows.sweepIfDue();
    }

    assertThat(bench.bus.records("mention.received")).hasSize(1 + 16);
    assertThat(seen()).isEqualTo(1 + 13);
  }

  @TestTemplate
  void closesBooksInWhichNothingStands() {
    UUID account = connect();
    String prefix = "account:" + account + "/";
    book(prefix + "calls/20/3600000", Optional.of(account), 1);
    book(prefix + "calls/30/3600000", Optional.of(account), Long.MAX_VALUE);
    book("app:gone/calls/5/1000", Optional.empty(), 1);
    book("account:x/calls/5/1000", Optional.of(UUID.randomUUID()), Long.MAX_VALUE);
    book(prefix + Toll.MONEY, Optional.of(account), 1);
    store.inTransaction(
        transaction -> {
          BudgetRows.cap(transaction, prefix + Toll.MONEY, Optional.of(5L));
          return account;
        });

    rows.sweepIfDue();

    assertThat(books()).containsExactly(prefix + "calls/30/3600000", prefix + Toll.MONEY);
  }

  /** With something used in a slot; of the latest there is where it counts. */
  private void book(String scope, Optional<UUID> account, long slot) {
    store.inTransaction(
        transaction -> {
          BudgetRows.lock(transaction, scope, account);
          var used = new WindowUse.State(Map.of(slot, 1L), Map.of(), List.of());
          BudgetRows.write(transaction, scope, used);
          return scope;
        });
  }

  private List<String> books() {
    return store.read(
        transaction ->
            transaction
                .sql("SELECT scope FROM connectors_budget ORDER BY scope")
                .list(row -> row.text("scope")));
  }

  private int seen() {
    return store
        .read(
            transaction ->
                transaction.sql("SELECT find FROM connectors_seen").list(row -> row.id("find")))
        .size();
  }

  @TestTemplate
  void deletesInTimeWhatNobodyUnderstands() {
    UUID account = connect(HOOK.promptly());
    says(account, "nonsense");
    await().until(() -> shown(account).endsWith("not understood: 1"));
    clock.advance(OldRows.PARKED);
    rows.sweepIfDue();
    assertThat(shown(account)).endsWith("not understood: 1");

    clock.advance(Duration.ofDays(1));
    rows.sweepIfDue();

    assertThat(shown(account)).doesNotContain("not understood");
  }

  private String shown(UUID account) {
    return bench.desk.find(account).orElseThrow().account().statusText();
  }

  private UUID connect() {
    return connect(HOOK);
  }

  private UUID connect(Hook hook) {
    return bench.connect(new TrialListener(hook), Map.of()).account().id();
  }

  private void says(UUID account, String body) {
    new Hooks(bench.board)
        .receive(
            account, new Call("POST", "", Map.of("token", "key"), Map.of(), body.getBytes(UTF_8)));
  }
}
