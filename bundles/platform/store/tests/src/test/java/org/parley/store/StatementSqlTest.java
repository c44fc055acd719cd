// SPDX-License-Identifier: Apache-2.0
package org.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.ParleyException;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.testkit.StoreTest;

@StoreTest(room = "sample")
class StatementSqlTest {
  private static final UUID ID = UUID.fromString("0197a3b1-0000-7abc-8def-0123456789ab");
  private static final Instant BORN = Instant.parse("2026-02-28T23:59:59.123456Z");
  private static final String LONG = "ü€😀'\"\\\u0001\n".repeat(20_000);

  private enum State {
    OPEN,
    DONE
  }

  private final Store store;

  StatementSqlTest(Store store) {
    this.store = store;
  }

  @TestTemplate
  void readsBackWhatWasBound() {
    byte[] content = new byte[100_000];
    content[99_999] = -1;
    insert(ID, "a", LONG, content, BORN, 42L, true);
    assertOnly(row -> row.id("id"), ID);
    assertOnly(row -> row.text("note"), LONG);
    assertOnly(row -> row.bytes("content"), content);
    assertOnly(row -> row.instant("born"), BORN);
    assertOnly(row -> row.number("amount"), 42L);
    assertOnly(row -> row.flag("live"), true);
  }

  @TestTemplate
  void readsNullsAsEmpty() {
    insert(ID, "a", null, null, null, null, false);
    assertOnly(row -> row.findText("note"), Optional.empty());
    assertOnly(row -> row.findBytes("content"), Optional.empty());
    assertOnly(row -> row.findInstant("born"), Optional.empty());
    assertOnly(row -> row.findNumber("amount"), Optional.empty());
    assertOnly(row -> row.flag("live"), false);
  }

  @TestTemplate
  void refusesNullInPlainGetter() {
    insert(ID, "a", null, null, null, null, true);
    assertThatThrownBy(() -> only(row -> row.number("amount")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Column 'amount' is null; use its find method");
  }

  @TestTemplate
  void keepsTimesBefore1970AndCutsNanoseconds() {
    Instant old = Instant.parse("1969-12-31T23:59:59.999999999Z");
    insert(ID, "a", null, null, old, null, true);
    assertOnly(row -> row.instant("born"), old.truncatedTo(ChronoUnit.MICROS));
  }

  @TestTemplate
  void findsByIdAndByListOfIds() {
    insert(ID, "a", null, null, null, null, true);
    UUID other = Things.newId();
    insert(other, "b", null, null, null, null, true);
    assertThat(names(tx -> tx.sql("SELECT name FROM thing WHERE id = :id").bind("id", ID)))
        .containsExactly("a");
    assertThat(
            names(
                tx ->
                    tx.sql(
                            "SELECT name FROM thing WHERE id IN (<ids>) AND live = :live ORDER BY name")
                        .bindList("ids", List.of(ID, other, Things.newId()))
                        .bind("live", true)))
        .containsExactly("a", "b");
  }

  @TestTemplate
  void bindsOneNameInSeveralPlaces() {
    insert(ID, "a", null, null, null, 7L, true);
    assertThat(
            names(
                tx ->
                    tx.sql("SELECT name FROM thing WHERE amount >= :n AND amount <= :n")
                        .bind("n", 7)))
        .containsExactly("a");
  }

  @TestTemplate
  void leavesColonsInLiteralsAndComments() {
    insert(ID, "x:name", null, null, null, null, true);
    assertThat(
            names(tx -> tx.sql("SELECT name FROM thing -- :not\nWHERE name = 'x:name' /* :nor */")))
        .containsExactly("x:name");
  }

  @TestTemplate
  void writesEnumsByName(Store again) {
    insert(ID, "a", null, null, null, null, true);
    long key =
        again.inTransaction(
            tx ->
                tx.sql("INSERT INTO thing_part (thing, state) VALUES (:thing, :state)")
                    .bind("thing", ID)
                    .bind("state", State.DONE)
                    .insertForKey("number"));
    State read =
        again.read(
            tx ->
                tx.sql("SELECT state FROM thing_part WHERE number = :key")
                    .bind("key", key)
                    .first(row -> row.constant("state", State.class))
                    .orElseThrow());
    assertThat(read).isEqualTo(State.DONE);
  }

  @TestTemplate
  void drawsRisingKeys() {
    insert(ID, "a", null, null, null, null, true);
    assertThat(insertPart()).isLessThan(insertPart());
  }

  @TestTemplate
  void countsEachSetOfBatch() {
    insert(ID, "a", null, null, null, 0L, true);
    int[] touched =
        store.inTransaction(
            tx -> {
              Statement update = tx.sql("UPDATE thing SET amount = :n WHERE name = :name");
              update.bind("n", 1).bind("name", "a").addBatch();
              update.bind("n", null).bind("name", "missing").addBatch();
              update.bind("n", 3L).bind("name", "a").addBatch();
              return update.updateBatch();
            });
    assertThat(touched).containsExactly(1, 0, 1);
    assertThat(Things.amount(store, "a")).isEqualTo(3);
  }

  @TestTemplate
  void givesFirstRowOnly() {
    store.inTransaction(tx -> Things.insert(tx, "a").update() + Things.insert(tx, "b").update());
    Optional<String> first =
        store.read(
            tx -> tx.sql("SELECT name FROM thing ORDER BY name").first(row -> row.text("name")));
    assertThat(first).contains("a");
  }

  @TestTemplate
  void refusesMisspeltParameter() {
    assertThatThrownBy(() -> store.read(tx -> tx.sql("VALUES (:n)").bind("m", 1)))
        .hasMessage("The statement has no parameter 'm'");
  }

  @TestTemplate
  void refusesForgottenParameter() {
    assertThatThrownBy(
            () ->
                store.read(tx -> tx.sql("SELECT name FROM thing WHERE name = :n").list(row -> row)))
        .hasMessage("Nothing is bound to parameter 'n'");
  }

  @TestTemplate
  void refusesEmptyList() {
    assertThatThrownBy(
            () ->
                store.read(
                    tx ->
                        tx.sql("SELECT name FROM thing WHERE name IN (<n>)")
                            .bindList("n", List.of())))
        .hasMessage("The list bound to 'n' is empty");
  }

  @TestTemplate
  void namesWrongSql() {
    assertThatThrownBy(() -> store.read(tx -> tx.sql("SELECT nothing FROM thing").list(r -> r)))
        .isInstanceOf(ParleyException.class)
        .hasMessageStartingWith("The database refused a statement: ")
        .message()
        .containsIgnoringCase("nothing");
  }

  @TestTemplate
  void namesUnknownColumn() {
    insert(ID, "a", null, null, null, null, true);
    assertThatThrownBy(() -> only(row -> row.text("nowhere")))
        .isInstanceOf(ParleyException.class)
        .message()
        .contains("nowhere");
  }

  private long insertPart() {
    return store.inTransaction(
        tx ->
            tx.sql("INSERT INTO thing_part (thing) VALUES (:thing)")
                .bind("thing", ID)
                .insertForKey("number"));
  }

  private void insert(
      UUID id,
      String name,
      @Nullable String note,
      byte @Nullable [] content,
      @Nullable Instant born,
      @Nullable Long amount,
      boolean live) {
    store.inTransaction(
        tx ->
            tx.sql(
                    """
                    INSERT INTO thing (id, name, note, content, born, amount, live)
                    VALUES (:id, :name, :note, :content, :born, :amount, :live)
                    """)
                .bind("id", id)
                .bind("name", name)
                .bind("note", note)
                .bind("content", content)
                .bind("born", born)
                .bind("amount", amount)
                .bind("live", live)
                .update());
  }

  private List<String> names(Function<Transaction, Statement> statement) {
    return store.read(tx -> statement.apply(tx).list(row -> row.text("name")));
  }

  private <T> void assertOnly(Function<Row, T> mapper, T expected) {
    T read = only(mapper);
    assertThat(read).isEqualTo(expected);
  }

  private <T> T only(Function<Row, T> mapper) {
    return store.read(tx -> tx.sql("SELECT * FROM thing").first(mapper).orElseThrow());
  }

  @TestTemplate
  void insertsOfABatchWhatIsAbsent() {
    store.inTransaction(tx -> Things.insert(tx, "b").update());

    boolean[] inserted = store.inTransaction(tx -> insertAll(tx, "a", "b", "c", "c", "b", "d"));

    assertThat(inserted).containsExactly(true, false, true, false, false, true);
    assertThat(Things.names(store)).containsExactly("a", "b", "c", "d");
  }

  @TestTemplate
  void insertsNothingOfABatchThatIsAllThere() {
    store.inTransaction(tx -> insertAll(tx, "a", "b"));

    boolean[] inserted = store.inTransaction(tx -> insertAll(tx, "b", "a"));

    assertThat(inserted).containsExactly(false, false);
  }

  private static boolean[] insertAll(Transaction tx, String... names) {
    Statement insert =
        tx.sql("INSERT INTO thing (id, name, amount, live) VALUES (:id, :name, 0, TRUE)");
    for (String name : names) {
      insert.bind("id", Things.newId()).bind("name", name).addBatch();
    }
    return insert.insertBatchIfAbsent();
  }
}
