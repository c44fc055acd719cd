// SPDX-License-Identifier: Apache-2.0
package org.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Conflict;
import org.parley.api.Ids;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

@StoreTest(room = "sample")
class AsOneSqlTest {
  private final Store store;
  private final List<String> told = new ArrayList<>();

  AsOneSqlTest(Store store) {
    this.store = store;
  }

  @TestTemplate
  void commitsAllOfIt() {
    String result =
        store.asOne(
            tx -> {
              insert(tx, "outer");
              store.inTransaction(inner -> insert(inner, "inner"));
              assertThat(names()).containsExactly("inner", "outer");
              assertThat(told).isEmpty();
              return "done";
            });

    assertThat(result).isEqualTo("done");
    assertThat(names()).containsExactly("inner", "outer");
    assertThat(told).containsExactly("outer", "inner");
  }

  @TestTemplate
  void commitsNothingWhenItFailsAtTheEnd() {
    assertThatThrownBy(
            () ->
                store.asOne(
                    tx -> {
                      store.inTransaction(inner -> insert(inner, "inner"));
                      throw new Conflict("too late");
                    }))
        .isInstanceOf(Conflict.class);

    assertThat(names()).isEmpty();
    assertThat(told).isEmpty();
  }

  @TestTemplate
  void commitsNothingWhenAPartHasFailedAndWasForgiven() {
    assertThatThrownBy(() -> store.asOne(this::forgive)).hasMessage("half done");

    assertThat(names()).isEmpty();
  }

  @TestTemplate
  void refusesToNestOtherwise() {
    assertThatThrownBy(
            () -> store.inTransaction(tx -> store.inTransaction(inner -> insert(inner, "x"))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> store.read(tx -> store.inTransaction(inner -> insert(inner, "x"))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> store.inTransaction(tx -> store.asOne(inner -> insert(inner, "x"))))
        .isInstanceOf(IllegalStateException.class);
  }

  private int forgive(Transaction tx) {
    try {
      return store.inTransaction(
          inner -> {
            insert(inner, "half");
            throw new Conflict("half done");
          });
    } catch (Conflict e) {
      return insert(tx, "and on");
    }
  }

  private int insert(Transaction tx, String name) {
    tx.afterCommit(() -> told.add(name));
    return tx.sql("INSERT INTO thing (id, name, live) VALUES (:id, :name, :live)")
        .bind("id", Ids.next(Instant.parse("2026-01-01T00:00:00Z")))
        .bind("name", name)
        .bind("live", true)
        .update();
  }

  private List<String> names() {
    return store.read(
        tx -> tx.sql("SELECT name FROM thing ORDER BY name").list(row -> row.text("name")));
  }
}
