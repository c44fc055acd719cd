// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Busy;
import org.parley.api.Conflict;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Account.Status;
import org.parley.api.accounts.AccountDesk.Tested;
import org.parley.api.accounts.AccountDetail;
import org.parley.api.accounts.AccountInput;
import org.parley.api.connectors.Repeat;
import org.parley.api.store.Store;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.StoreTest;

@StoreTest(room = "connectors")
class AccountsSqlTest {
  private final FaultServer network = new FaultServer().otherwise(request -> Answer.of(200, "{}"));
  private final TrialNetwork connector = new TrialNetwork(Repeat.keyed(), false, false);
  private final Bench bench;
  private final AccountList list;

  AccountsSqlTest(Store store) {
    bench = new Bench(store);
    list = new AccountList(bench.board);
  }

  @AfterEach
  void close() {
    bench.close();
    network.close();
  }

  @TestTemplate
  void connectsAnAccountAndKeepsItsSecretInTheVault() {
    AccountDetail made = bench.connect(connector, settings());

    assertThat(made.settings()).containsOnlyKeys("address");
    assertThat(made.secrets()).containsExactly("key");
    assertThat(bench.vault.values()).extracting(secret -> secret.reveal()).containsExactly("k");
    assertThat(made.hook()).contains("/hooks/" + made.account().id());
    assertThat(bench.readers).hasSize(1);
    assertThat(list.all()).extracting(Account::name).containsExactly("Trial");
  }

  @TestTemplate
  void doesNotDenyAConnectorThatMayStillBeToCome() {
    AccountInput input = Bench.input("other", "Trial", settings());
    bench.board.readiness = () -> false;
    assertThatThrownBy(() -> bench.desk.create(input, Bench.ADA)).isInstanceOf(Busy.class);
    assertThatThrownBy(() -> bench.desk.test(input, Optional.empty())).isInstanceOf(Busy.class);

    bench.board.readiness = () -> true;
    assertThatThrownBy(() -> bench.desk.create(input, Bench.ADA))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("There is no connector 'other'");
  }

  /** As when the edge keeps its answer in the same transaction. */
  @TestTemplate
  void startsItsRoutesWhenTheLargerWholeIsDurable(Store store) {
    bench.board.join(connector);
    AccountDetail made =
        store.asOne(
            transaction -> {
              AccountDetail detail =
                  bench.desk.create(Bench.input("trial", "Trial", settings()), Bench.ADA);
              assertThat(detail.account().status()).isEqualTo(Status.STARTING);
              assertThat(bench.readers).isEmpty();
              return detail;
            });

    assertThat(bench.readers).hasSize(1);
    assertThat(bench.desk.find(made.account().id()).orElseThrow().hook()).isPresent();
    assertThatThrownBy(() -> store.asOne(transaction -> fail("Other")))
        .hasMessage("the larger whole");
    assertThat(list.all()).extracting(Account::name).containsExactly("Trial");
    assertThat(bench.readers).hasSize(1);
  }

  private Account fail(String name) {
    bench.desk.create(Bench.input("trial", name, settings()), Bench.ADA);
    throw new IllegalStateException("the larger whole");
  }

  @TestTemplate
  void refusesASecondAccountOfTheName() {
    bench.connect(connector, settings());

    assertThatThrownBy(
            () -> bench.desk.create(Bench.input("trial", "Trial", settings()), Bench.ADA))
        .isInstanceOf(Conflict.class);
  }

  @TestTemplate
  void refusesAConnectorThatIsNotThereAndSettingsThatAreBad() {
    assertThatThrownBy(() -> bench.desk.create(Bench.input("nothing", "X", settings()), Bench.ADA))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("connector");
    bench.board.join(connector);
    assertThatThrownBy(
            () -> bench.desk.create(Bench.input("trial", "X", Map.of("address", 3)), Bench.ADA))
        .hasMessageContaining("settings.address")
        .hasMessageContaining("settings.key");
    assertThat(bench.vault).isEmpty();
  }

  @TestTemplate
  void refusesAddressesWhereTheHubMustNotGo() {
    bench.closed.add(network.address().getHost());
    bench.board.join(connector);

    assertThatThrownBy(() -> bench.desk.create(Bench.input("trial", "X", settings()), Bench.ADA))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("settings.address")
        .hasMessageContaining("private network");
    Tested tested = bench.desk.test(Bench.input("trial", "X", settings()), Optional.empty());
    assertThat(tested.fault()).contains(Fault.SETTINGS);
    assertThat(tested.report()).contains("private network");
    assertThat(bench.desk.list(PageRequest.first(10)).items()).isEmpty();
    assertThat(network.requests()).isEmpty();
  }

  /** A name may lead elsewhere than when it was entered. */
  @TestTemplate
  void looksAgainBeforeEachCall() {
    UUID account = bench.connect(connector, settings()).account().id();
    await().until(() -> network.requests().size() == 1);
    bench.closed.add(network.address().getHost());

    Tested tested = bench.desk.test(account);

    assertThat(tested.fault()).contains(Fault.SETTINGS);
    assertThat(network.requests()).hasSize(1);
  }

  @TestTemplate
  void changesAnAccountAndKeepsTheSecretThatIsLeftOut() {
    AccountDetail made = bench.connect(connector, settings());
    var input = Bench.input("trial", "Renamed", Map.of("address", network.address() + "/v2"));

    AccountDetail changed =
        bench.desk.change(made.account().id(), made.version(), input, Bench.ADA);

    assertThat(changed.account().name()).isEqualTo("Renamed");
    assertThat(changed.version()).isEqualTo(2);
    assertThat(bench.vault).hasSize(1);
    await()
        .until(
            () -> network.requests().stream().anyMatch(request -> request.path().equals("/v2/me")));
    assertThatThrownBy(
            () -> bench.desk.change(made.account().id(), made.version(), input, Bench.ADA))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("read it again");
  }

  @TestTemplate
  void replacesASecretAndForgetsTheOneBefore() {
    AccountDetail made = bench.connect(connector, settings());
    Map<String, Object> settings = new HashMap<>(settings());
    settings.put("key", "other");

    bench.desk.change(made.account().id(), 1, Bench.input("trial", "Trial", settings), Bench.ADA);

    assertThat(bench.vault.values()).extracting(secret -> secret.reveal()).containsExactly("other");
  }

  @TestTemplate
  void switchesAnAccountOffAndOn() {
    AccountDetail made = bench.connect(connector, settings());

    AccountDetail off = bench.desk.disable(made.account().id(), made.version(), Bench.ADA);
    assertThat(off.account().status()).isEqualTo(Status.DISABLED);
    assertThat(list.find(made.account().id()).orElseThrow().status()).isEqualTo(Status.DISABLED);
    assertThat(bench.readers).isEmpty();

    bench.desk.enable(made.account().id(), off.version(), Bench.ADA);
    assertThat(bench.readers).hasSize(1);
  }

  @TestTemplate
  void switchesAnAccountOnlyAsItWasSeen() {
    AccountDetail made = bench.connect(connector, settings());
    UUID id = made.account().id();
    AccountDetail off = bench.desk.disable(id, made.version(), Bench.ADA);

    assertThat(off.version()).isEqualTo(made.version() + 1);
    assertThat(bench.desk.disable(id, off.version(), Bench.ADA)).isEqualTo(off);
    assertThatThrownBy(() -> bench.desk.enable(id, made.version(), Bench.ADA))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("read it again");
    assertThat(list.find(id).orElseThrow().status()).isEqualTo(Status.DISABLED);
  }

  @TestTemplate
  void forgetsAnAccountWithItsSecrets() {
    AccountDetail made = bench.connect(connector, settings());
    List<String> groups =
        bench.readers.stream().map(reader -> reader.subscription().group()).toList();

    bench.desk.remove(made.account().id(), Bench.ADA);

    assertThat(bench.desk.find(made.account().id())).isEmpty();
    assertThat(bench.vault).isEmpty();
    assertThat(bench.readers).isEmpty();
    assertThat(bench.bus.forgotten()).containsAll(groups).isNotEmpty();
    assertThatThrownBy(() -> bench.desk.remove(made.account().id(), Bench.ADA))
        .isInstanceOf(NotFound.class);
  }

  @TestTemplate
  void letsGoOfAConnectorAndTakesItUpAgain() {
    AccountDetail made = bench.connect(connector, settings());

    bench.board.leave(connector);
    assertThat(list.find(made.account().id()).orElseThrow().statusText())
        .isEqualTo("Its connector 'trial' is not there");
    assertThat(bench.readers).isEmpty();

    bench.board.join(connector);
    await().until(() -> list.find(made.account().id()).orElseThrow().status() == Status.ONLINE);
    assertThat(bench.readers).hasSize(1);
  }

  @TestTemplate
  void triesAConnectionBeforeItIsKept() {
    bench.board.join(connector);
    var input = Bench.input("trial", "Trial", settings());

    assertThat(bench.desk.test(input, Optional.empty()).report()).isEqualTo("{}");
    network.then(Answer.of(401, "{}"));
    assertThat(bench.desk.test(input, Optional.empty()).fault()).isPresent();
    assertThat(bench.desk.list(PageRequest.first(10)).items()).isEmpty();
  }

  @TestTemplate
  void pagesAccountsTheYoungestFirst() {
    bench.connect(connector, settings());
    bench.desk.create(Bench.input("trial", "Second", settings()), Bench.ADA);

    var first = bench.desk.list(PageRequest.first(1));

    assertThat(first.items()).extracting(Account::name).containsExactly("Second");
    assertThat(bench.desk.list(new PageRequest(1, first.next())).items())
        .extracting(Account::name)
        .containsExactly("Trial");
  }

  @TestTemplate
  void reportsSettingsThatNoLongerSuffice() {
    AccountDetail made = bench.connect(connector, settings());
    bench.board.leave(connector);
    bench.vault.clear();

    bench.board.join(connector);

    await()
        .until(
            () ->
                list.find(made.account().id()).orElseThrow().statusText().contains("settings.key"));
    assertThat(list.find(made.account().id()).orElseThrow().status()).isEqualTo(Status.OFFLINE);
  }

  private Map<String, Object> settings() {
    return Map.of("address", network.address().toString(), "key", "k");
  }

  static AccountInput standard(AccountInput input, @Nullable Boolean standard) {
    return new AccountInput(input.connector(), input.name(), input.settings(), standard, null);
  }
}
