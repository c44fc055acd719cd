// SPDX-License-Identifier: Apache-2.0
package org.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.api.Busy;
import org.parley.api.InvalidInput;
import org.parley.api.store.StoreDesk.Backup;
import org.parley.store.internal.Database;

/** What only a database on this machine's disk can do. */
class DerbyTest {
  @TempDir Path home;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Database database;

  @BeforeEach
  void open() {
    database = Things.derby(home);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void closesCleanly() {
    insert("a");
    database.close();
    assertThat(home.resolve("db").resolve("dbex.lck")).doesNotExist();
    open();
    assertThat(names()).containsExactly("a");
  }

  @Test
  void leavesNoLogInWorkingDirectory() {
    insert("a");
    assertThat(Path.of("derby.log")).doesNotExist();
  }

  @Test
  void recoversWhenDatabaseWasShutDownUnderIt() {
    insert("a");
    AtomicBoolean shut = new AtomicBoolean();
    database
        .store()
        .inTransaction(
            tx -> {
              Things.insert(tx, "b").update();
              if (!shut.getAndSet(true)) {
                shutDown();
              }
              return Things.insert(tx, "c").update();
            });
    assertThat(names()).containsExactly("a", "b", "c");
  }

  /** Derby opens a database read-only when it cannot write its lock file, as on a full disk. */
  @Test
  void writesAgainOnceItsFolderCanBeWritten() throws IOException {
    insert("a");
    Path obstacle = home.resolve("db/db.lck");
    shutDown();
    Files.deleteIfExists(obstacle);
    Files.createDirectories(obstacle.resolve("in the way"));
    assertThatThrownBy(() -> insert("b")).isInstanceOf(Busy.class);
    BackupFolder.delete(obstacle);
    await().ignoreExceptions().untilAsserted(() -> insert("c"));
    assertThat(names()).containsExactly("a", "c");
  }

  private void shutDown() {
    assertThatThrownBy(
            () ->
                DriverManager.getConnection("jdbc:derby:" + home.resolve("db") + ";shutdown=true"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08006"));
  }

  @Test
  void restoresBackup() throws IOException {
    insert("a");
    Backup backup = database.backup(home.resolve("backups/monday"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup.folder())))
        .isEqualTo("rwx------");
    insert("b");
    database.close();
    assertThat(restore(backup.folder())).isZero();
    assertThat(output()).startsWith("Restored the database as of " + backup.at());
    open();
    assertThat(names()).containsExactly("a");
    assertThat(RestoreMark.read(home.resolve("db"))).isPresent();
    assertThat(setAside()).hasSize(1);
  }

  @Test
  void finishesRestoreThatWasCutOff() throws IOException {
    insert("a");
    Backup backup = database.backup(home.resolve("backup"));
    insert("b");
    database.close();
    assertThat(restore(backup.folder())).isZero();
    Files.move(home.resolve("db"), home.resolve("db.part"));
    Restore.finish(home.resolve("db"));
    open();
    assertThat(names()).containsExactly("a");
  }

  @Test
  void leavesUnfinishedCopyAlone() throws IOException {
    Path other = home.resolve("other/db");
    Files.createDirectories(other.resolveSibling("db.part"));
    Restore.finish(other);
    assertThat(other).doesNotExist();
  }

  @Test
  void backsUpWhileOthersWrite() throws IOException {
    insert("a");
    database
        .store()
        .inTransaction(
            tx -> {
              Things.insert(tx, "open").update();
              return database.backup(home.resolve("backup"));
            });
    database.close();
    assertThat(restore(home.resolve("backup"))).isZero();
    open();
    assertThat(names()).containsExactly("a");
  }

  @Test
  void refusesDamagedBackup() throws IOException {
    insert("a");
    Backup backup = database.backup(home.resolve("backup"));
    database.close();
    Path file = backup.folder().resolve("db/service.properties");
    Files.writeString(file, "#", StandardOpenOption.APPEND);
    Files.writeString(backup.folder().resolve("stray"), "?");
    assertThat(restore(backup.folder())).isOne();
    assertThat(output())
        .contains("is damaged: db/service.properties, stray (does not belong to it)");
    open();
    assertThat(names()).containsExactly("a");
  }

  @Test
  void refusesToRestoreUnderRunningHub() throws IOException {
    Backup backup = database.backup(home.resolve("backup"));
    Files.createDirectories(home.resolve("run"));
    try (FileChannel channel =
            FileChannel.open(
                home.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThat(restore(backup.folder())).isOne();
    }
    assertThat(output()).contains("A hub runs with home '" + home + "'; stop it first");
  }

  @Test
  void refusesBackupIntoFolderThatExists() {
    assertThatThrownBy(() -> database.backup(home))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("exists already");
    assertThatThrownBy(() -> database.backup(Path.of("here")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("an absolute path is needed");
  }

  private int restore(Path backup) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return Restore.run(List.of(backup.toString(), home.toString()), out, out);
  }

  private String output() {
    return said.toString(StandardCharsets.UTF_8);
  }

  private List<Path> setAside() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files.filter(file -> file.getFileName().toString().startsWith("db-until-")).toList();
    }
  }

  private void insert(String name) {
    database.store().inTransaction(tx -> Things.insert(tx, name).update());
  }

  private List<String> names() {
    return Things.names(database.store());
  }
}
