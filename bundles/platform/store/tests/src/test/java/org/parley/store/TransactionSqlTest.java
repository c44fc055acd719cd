// SPDX-License-Identifier: Apache-2.0
package org.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Conflict;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.testkit.StoreTest;
import org.parley.testkit.TestStore;

@StoreTest(room = "sample")
class TransactionSqlTest {
  private final Store store;
  private final List<String> told = new ArrayList<>();

  TransactionSqlTest(Store store) {
    this.store = store;
  }

  @TestTemplate
  void rollsBackWhenWorkThrows() {
    assertThatThrownBy(
            () ->
                store.inTransaction(
                    tx -> {
                      Things.insert(tx, "a").update();
                      throw new IllegalArgumentException("no");
                    }))
        .hasMessage("no");
    assertThat(Things.names(store)).isEmpty();
  }

  @TestTemplate
  void runsHooksAroundCommit() {
    store.inTransaction(
        tx -> {
          tx.afterCommit(() -> told.add("after " + Things.names(store)));
          tx.afterRollback(() -> told.add("rolled back"));
          tx.beforeCommit(
              last -> {
                told.add("before");
                last.beforeCommit(veryLast -> told.add("before, late"));
                Things.insert(last, "b").update();
              });
          told.add("work");
          return Things.insert(tx, "a").update();
        });
    assertThat(told).containsExactly("work", "before", "before, late", "after [a, b]");
  }

  @TestTemplate
  void tellsOfRollbackOnce() {
    assertThatThrownBy(
            () ->
                store.inTransaction(
                    tx -> {
                      tx.afterCommit(() -> told.add("committed"));
                      tx.afterRollback(() -> told.add("rolled back " + Things.names(store)));
                      tx.beforeCommit(
                          last -> {
                            throw new IllegalArgumentException("not like this");
                          });
                      return Things.insert(tx, "a").update();
                    }))
        .hasMessage("not like this");
    assertThat(told).containsExactly("rolled back []");
  }

  @TestTemplate
  void commitStandsWhenHookFails() {
    store.inTransaction(
        tx -> {
          tx.afterCommit(
              () -> {
                throw new IllegalStateException("on purpose");
              });
          tx.afterCommit(() -> told.add("next"));
          return Things.insert(tx, "a").update();
        });
    assertThat(told).containsExactly("next");
    assertThat(Things.names(store)).containsExactly("a");
  }

  @TestTemplate
  void reportsDuplicateKeyAsConflict() {
    store.inTransaction(tx -> Things.insert(tx, "a").update());
    assertThatThrownBy(() -> store.inTransaction(tx -> Things.insert(tx, "a").update()))
        .isInstanceOf(Conflict.class)
        .hasMessage("A row with the same key is there already");
  }

  @TestTemplate
  void commitsNothingAfterFailedStatement() {
    store.inTransaction(tx -> Things.insert(tx, "a").update());
    assertThatThrownBy(
            () ->
                store.inTransaction(
                    tx -> {
                      Things.insert(tx, "b").update();
                      assertThatThrownBy(() -> Things.insert(tx, "a").update())
                          .isInstanceOf(Conflict.class);
                      return "swallowed";
                    }))
        .isInstanceOf(Conflict.class);
    assertThat(Things.names(store)).containsExactly("a");
  }

  @TestTemplate
  void refusesToWriteWhileReading() {
    assertThatThrownBy(() -> store.read(tx -> Things.insert(tx, "a").update()))
        .isInstanceOf(ParleyException.class);
    store.inTransaction(tx -> Things.insert(tx, "b").update());
    assertThat(Things.names(store)).containsExactly("b");
  }

  @TestTemplate
  void readsWithinTransactionWhatItHasWritten() {
    List<String> seen =
        store.inTransaction(
            tx -> {
              Things.insert(tx, "a").update();
              return Things.names(store);
            });
    assertThat(seen).containsExactly("a");
  }

  @TestTemplate
  void refusesTransactionWithinTransaction() {
    assertThatThrownBy(() -> store.inTransaction(tx -> store.inTransaction(inner -> 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("hand that transaction on");
  }

  @TestTemplate
  void endsWithItsWork() {
    Transaction kept = store.inTransaction(tx -> tx);
    assertThatThrownBy(() -> kept.sql("VALUES (1)")).hasMessage("The transaction has ended");
  }

  @TestTemplate
  void belongsToItsThread() {
    assertThatThrownBy(
            () ->
                store.inTransaction(
                    tx -> CompletableFuture.supplyAsync(() -> tx.sql("VALUES (1)")).join()))
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("A transaction belongs to its thread");
  }

  @TestTemplate
  void knowsWhetherItIsEmbedded(TestStore opened) {
    assertThat(store.isEmbedded()).isEqualTo(opened.kind() == TestStore.Kind.DERBY);
  }

  @TestTemplate
  void blamesTheHubForWrongSql() {
    assertThatThrownBy(() -> store.inTransaction(tx -> tx.sql("NONSENSE").update()))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.fault()).isEqualTo(Fault.HUB));
  }

  @TestTemplate
  void tellsTheDatabasesTime(Store store) {
    Instant before = Instant.now().minusSeconds(1);
    Instant[] told = store.inTransaction(tx -> new Instant[] {tx.now(), tx.now()});

    assertThat(told[0]).isBetween(before, Instant.now().plusSeconds(1)).isEqualTo(told[1]);
  }
}
