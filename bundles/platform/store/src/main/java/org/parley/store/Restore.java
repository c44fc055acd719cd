// SPDX-License-Identifier: Apache-2.0
package org.parley.store;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a backup in the place of an embedded database, while no hub runs on it. What was there
 * before is set aside, not deleted.
 *
 * <p>By hand: {@code java -cp store.jar org.parley.store.Restore <backup> <home>}.
 */
public final class Restore {
  private Restore() {}

  /** Ends with exit code 0 when it is done, 1 when not, with the reason on the error stream. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  /**
   * Does it with the arguments of the command line: the folder of the backup and the hub's home.
   *
   * @return the exit code
   */
  public static int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.size() != 2) {
      err.println("Two folders are needed: that of the backup and the hub's home");
      return 1;
    }
    Path backup = Path.of(arguments.get(0)).toAbsolutePath();
    Path home = Path.of(arguments.get(1)).toAbsolutePath();
    try (FileChannel channel = lockFile(home);
        FileLock lock = tryLock(channel)) {
      if (lock == null) {
        err.println("A hub runs with home '" + home + "'; stop it first");
        return 1;
      }
      out.println(restore(backup, home, Instant.now().truncatedTo(ChronoUnit.SECONDS)));
      return 0;
    } catch (IOException e) {
      err.println("Not restored: " + e.getMessage());
      return 1;
    }
  }

  private static FileChannel lockFile(Path home) throws IOException {
    Files.createDirectories(home.resolve("run"));
    return FileChannel.open(
        home.resolve("run").resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  /**
   * Does it for a caller that holds the lock of the home.
   *
   * @return what was done, for a person
   * @throws IOException when the backup is damaged or cannot be copied; the home is as it was
   */
  public static String restore(Path backup, Path home, Instant now) throws IOException {
    BackupFolder folder = new BackupFolder(backup);
    List<String> damages = folder.damages();
    if (!damages.isEmpty()) {
      throw new IOException("Backup '" + backup + "' is damaged: " + String.join(", ", damages));
    }
    Path part = partOf(home.resolve("db"));
    BackupFolder.delete(part);
    BackupFolder.copy(folder.database(), part);
    RestoreMark.write(part, now);
    Optional<Path> former = setAside(home.resolve("db"), now);
    Files.move(part, home.resolve("db"), StandardCopyOption.ATOMIC_MOVE);
    return "Restored the database as of "
        + folder.at()
        + former.map(path -> "; the one before it is in '" + path + "'").orElse("")
        + "\nWhat goes out waits from the next start on, until 'parley resume' lets it go";
  }

  /**
   * Finishes what was interrupted between setting the former database aside and putting the backup
   * in its place: without it the next start would make an empty database.
   *
   * @param database the folder of an embedded database, before it is opened
   */
  public static void finish(Path database) {
    Path part = partOf(database);
    if (Files.exists(database) || RestoreMark.read(part).isEmpty()) {
      return;
    }
    try {
      Files.move(part, database, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path partOf(Path database) {
    return database.resolveSibling(database.getFileName() + ".part");
  }

  private static Optional<Path> setAside(Path database, Instant now) throws IOException {
    if (Files.notExists(database)) {
      return Optional.empty();
    }
    String name = "db-until-" + now.toString().replace(":", "");
    return Optional.of(
        Files.move(database, database.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE));
  }
}
