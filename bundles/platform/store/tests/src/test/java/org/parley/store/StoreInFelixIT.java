// SPDX-License-Identifier: Apache-2.0
package org.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;
import org.parley.api.control.ControlVerb;
import org.parley.api.store.Store;
import org.parley.api.store.StoreDesk;
import org.parley.api.store.StoreDesk.RoomStatus;
import org.parley.api.store.StoreDesk.State;
import org.parley.testkit.Framework;
import org.parley.testkit.PostgresServer;

class StoreInFelixIT {
  private static final String TABLE = "CREATE TABLE note (id ${id} PRIMARY KEY, body ${text});";
  private static final String NOTES = "(room=notes)";

  @TempDir Path folder;

  private Framework framework;

  @BeforeEach
  void start() throws BundleException {
    framework =
        Framework.start(
            folder.resolve("cache"),
            Map.of("parley.home", folder.toString()),
            "org.parley.api;version=0.1.0",
            "org.parley.api.store;version=0.1.0",
            "org.parley.api.control;version=0.1.0",
            "org.osgi.service.cm;version=1.6.1");
    framework.add(
        "pax-logging-api",
        "org.osgi.util.function",
        "org.osgi.util.promise",
        "org.osgi.service.component",
        "org.apache.felix.configadmin",
        "org.apache.felix.scr",
        "jackson-annotations",
        "jackson-core",
        "jackson-databind",
        "jackson-datatype-jsr310",
        "HikariCP",
        "org.apache.felix.healthcheck.api",
        "store");
  }

  @AfterEach
  void stop() throws BundleException, InterruptedException {
    framework.close();
  }

  @Test
  void waitsForItsSettings() throws Exception {
    deploy("notes", TABLE);
    assertThat(framework.has(StoreDesk.class, "")).isFalse();
    configure(Map.of("pool.size", "4"));
    assertThat(countNotes(framework.service(Store.class, NOTES))).isZero();
  }

  @Test
  void givesRoomItsStoreAndTakesItBack() throws Exception {
    configure(Map.of());
    Bundle notes = deploy("notes", TABLE);
    Store store = framework.service(Store.class, NOTES);
    insertNote(store);
    assertThat(countNotes(store)).isOne();
    assertThat(desk().rooms()).contains(new RoomStatus("notes", State.ONLINE, ""));
    notes.uninstall();
    assertThat(framework.has(Store.class, NOTES)).isFalse();
    assertThat(desk().rooms()).extracting(RoomStatus::room).containsExactly("store");
  }

  @Test
  void bringsTablesUpWithBundle() throws Exception {
    configure(Map.of());
    Bundle notes = deploy("notes", TABLE);
    insertNote(framework.service(Store.class, NOTES));
    notes.update(
        bundle(
            "notes",
            Map.of(
                "db/notes/V1__notes.sql",
                TABLE,
                "db/notes/V2__stars.sql",
                "ALTER TABLE note ADD COLUMN stars INTEGER DEFAULT 3;")));
    long stars =
        framework
            .service(Store.class, NOTES)
            .read(
                tx ->
                    tx.sql("SELECT stars FROM note")
                        .first(row -> row.number("stars"))
                        .orElseThrow());
    assertThat(stars).isEqualTo(3);
  }

  @Test
  void leavesRoomWithBrokenMigrationOut() throws Exception {
    configure(Map.of());
    deploy("broken", "CREATE TABLE nonsense (");
    deploy("notes", TABLE);
    framework.service(Store.class, NOTES);
    await()
        .untilAsserted(
            () ->
                assertThat(desk().rooms())
                    .filteredOn(room -> !room.room().equals("store"))
                    .first()
                    .satisfies(
                        broken -> {
                          assertThat(broken.state()).isEqualTo(State.OFFLINE);
                          assertThat(broken.message())
                              .startsWith(
                                  "The tables of room 'broken' cannot be made: "
                                      + "Script V1__broken.sql failed: Syntax error");
                        }));
    assertThat(framework.has(Store.class, "(room=broken)")).isFalse();
  }

  @Test
  void keepsDataOverRestartOfItsBundle() throws Exception {
    configure(Map.of());
    deploy("notes", TABLE);
    insertNote(framework.service(Store.class, NOTES));
    Bundle store = FrameworkUtil.getBundle(desk().getClass());
    store.stop();
    assertThat(framework.has(Store.class, "")).isFalse();
    assertThat(folder.resolve("db").resolve("dbex.lck")).doesNotExist();
    store.start();
    assertThat(countNotes(framework.service(Store.class, NOTES))).isOne();
  }

  @Test
  void opensAgainWhenSettingsChange() throws Exception {
    configure(Map.of());
    deploy("notes", TABLE);
    Store before = framework.service(Store.class, NOTES);
    insertNote(before);
    configure(Map.of("pool.size", "3"));
    await()
        .untilAsserted(() -> assertThat(framework.service(Store.class, NOTES)).isNotSameAs(before));
    assertThat(countNotes(framework.service(Store.class, NOTES))).isOne();
  }

  @Test
  void backsUpWhenAsked() throws Exception {
    configure(Map.of());
    deploy("notes", TABLE);
    insertNote(framework.service(Store.class, NOTES));
    Path backup = folder.resolve("backup");
    String said = framework.service(ControlVerb.class, "").run(List.of(backup.toString()));
    assertThat(said).startsWith("Backed up the database as of ");
    assertThat(new BackupFolder(backup).damages()).isEmpty();
  }

  @Test
  void takesPostgresByItsSettingsAlone() throws Exception {
    String url = PostgresServer.shared().urlOf("felix");
    configure(Map.of("url", url, "user", "postgres"));
    deploy("notes", TABLE);
    Store store = framework.service(Store.class, NOTES);
    insertNote(store);
    assertThat(store.isEmbedded()).isFalse();
    assertThat(desk().database().state()).isEqualTo(State.ONLINE);
    assertThat(folder.resolve("db")).doesNotExist();
  }

  @Test
  void waitsForDatabaseThatIsAway() throws Exception {
    configure(Map.of("url", "jdbc:postgresql://127.0.0.1:1/none"));
    deploy("notes", TABLE);
    await()
        .untilAsserted(
            () ->
                assertThat(desk().rooms().get(0).message())
                    .startsWith("The database cannot be reached: "));
    assertThat(desk().rooms().get(0).state()).isEqualTo(State.STARTING);
    assertThat(desk().database().message()).contains("refused");
    assertThat(framework.has(Store.class, "")).isFalse();
    configure(Map.of());
    framework.service(Store.class, NOTES);
  }

  private StoreDesk desk() throws InterruptedException {
    return framework.service(StoreDesk.class, "");
  }

  private void configure(Map<String, String> settings) throws IOException, InterruptedException {
    Dictionary<String, Object> properties = new Hashtable<>(settings);
    framework
        .service(ConfigurationAdmin.class, "")
        .getConfiguration("org.parley.store", "?")
        .update(properties);
  }

  private Bundle deploy(String room, String sql) throws BundleException {
    Bundle bundle =
        framework
            .context()
            .installBundle(room, bundle(room, Map.of("db/" + room + "/V1__" + room + ".sql", sql)));
    bundle.start();
    return bundle;
  }

  private static InputStream bundle(String room, Map<String, String> files) {
    return Framework.bundle(
        Map.of("Bundle-SymbolicName", "test." + room, "Parley-Migrations", room), files);
  }

  private static void insertNote(Store store) {
    store.inTransaction(
        tx ->
            tx.sql("INSERT INTO note (id, body) VALUES (:id, :body)")
                .bind("id", Things.newId())
                .bind("body", "Moin")
                .update());
  }

  private static long countNotes(Store store) {
    return store.read(
        tx -> tx.sql("SELECT COUNT(*) AS n FROM note").first(row -> row.number("n")).orElseThrow());
  }
}
