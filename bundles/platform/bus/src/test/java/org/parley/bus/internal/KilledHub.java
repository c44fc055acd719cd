// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.bus.BusRecord;
import org.parley.api.store.Row;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.store.internal.Database;
import org.parley.store.internal.DatabaseSettings;
import org.parley.store.internal.MigrationFiles;

/**
 * A hub that writes and reads until it is killed. It prints {@code A <said>} once a record is
 * acknowledged and {@code O <said>} for each call to the outside.
 */
final class KilledHub implements AutoCloseable {
  private static final String EFFECT =
      "INSERT INTO ledger_effect (group_name, record_key, said) VALUES (:group, :key, :said)";

  /** The group that reads many records together. */
  static final String BATCHES = "inward-batches";

  private final Database database;
  private final Random random = new Random();
  private final Consumer<String> told;
  final Running bus;

  /**
   * @param url of a database on disk or on a server
   * @param told hears what is acknowledged and called, from any thread
   */
  KilledHub(String url, Consumer<String> told) throws IOException {
    this.told = told;
    String user = url.startsWith("jdbc:derby:") ? "hub" : "postgres";
    database = Database.open(new DatabaseSettings(url, user, new Secret(""), 12));
    database.migrate(tablesOfTheBus());
    database.migrate(migrations("ledger", "V1__effects.sql"));
    bus = new Running(database.store());
    for (int lanes = 1; lanes <= 3; lanes++) {
      String group = "inward-" + lanes;
      bus.inward(group, lanes, (transaction, record) -> effect(transaction, group, record));
    }
    bus.batches(
        BATCHES,
        (transaction, records) -> records.forEach(record -> effect(transaction, BATCHES, record)));
    bus.outward("outward", 4, delivery -> call(delivery.record()));
  }

  static MigrationFiles tablesOfTheBus() throws IOException {
    return migrations(
        "bus",
        "V1__log_and_groups.sql",
        "V2__find_by_position.sql",
        "V3__forgotten_groups.sql",
        "V4__groups_after_a_restore.sql",
        "V5__leases_of_the_store.sql",
        "V6__keys_of_personal_parts.sql",
        "V7__how_much_a_topic_holds.sql");
  }

  private static MigrationFiles migrations(String room, String... files) throws IOException {
    TreeMap<String, String> texts = new TreeMap<>();
    for (String file : files) {
      String name = "db/" + room + "/" + file;
      try (InputStream sql = KilledHub.class.getClassLoader().getResourceAsStream(name)) {
        texts.put(file, new String(sql.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return new MigrationFiles(room, texts);
  }

  private void effect(Transaction transaction, String group, BusRecord record) {
    transaction
        .sql(EFFECT)
        .bind("group", group)
        .bind("key", record.partitionKey())
        .bind("said", Running.said(record))
        .update();
    if (random.nextInt(200) == 0) {
      throw new ParleyException(Fault.HUB, "By chance");
    }
  }

  private CompletableFuture<Void> call(BusRecord record) {
    if (random.nextInt(50) == 0) {
      return CompletableFuture.failedFuture(new ParleyException(Fault.REMOTE, "By chance"));
    }
    told.accept("O " + Running.said(record));
    return CompletableFuture.completedFuture(null);
  }

  /** All effects in their order, as {@code <group> <key> <said>}. */
  List<String> effects() {
    return database
        .store()
        .read(
            read ->
                read.sql("SELECT group_name, record_key, said FROM ledger_effect ORDER BY id")
                    .list(KilledHub::effect));
  }

  private static String effect(Row row) {
    return row.text("group_name") + " " + row.text("record_key") + " " + row.text("said");
  }

  @Override
  public void close() {
    bus.close();
    database.close();
  }

  private static synchronized void print(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /** Arguments: the database's address, a name for this life. */
  public static void main(String[] arguments) throws Exception {
    KilledHub hub = new KilledHub(arguments[0], KilledHub::print);
    String life = arguments[1];
    for (int i = 0; i < 3; i++) {
      String key = life + "-own-" + i;
      new Thread(() -> hub.writeOwn(key)).start();
    }
    hub.writeMany(life + "-many-");
  }

  private void writeOwn(String key) {
    Store store = database.store();
    for (int i = 0; true; i++) {
      String said = key + "#" + String.format("%06d", i);
      store.inTransaction(
          transaction -> {
            bus.engine.append(transaction, List.of(Running.record(key, said)));
            return true;
          });
      told.accept("A " + said);
    }
  }

  private void writeMany(String prefix) throws InterruptedException {
    for (int i = 0; true; i++) {
      String key = prefix + i % 7;
      String said = key + "#" + String.format("%06d", i);
      bus.engine.append(List.of(Running.record(key, said))).thenRun(() -> told.accept("A " + said));
      Thread.sleep(1);
    }
  }
}
