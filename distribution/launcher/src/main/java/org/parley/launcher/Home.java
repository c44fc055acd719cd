// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder where one hub keeps all that is its own: settings, data, logs, cache. */
final class Home {
  private static final long POLL_MILLIS = 50;

  private final Path folder;
  private @Nullable FileChannel lock;

  Home(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  Path settings() {
    return folder.resolve("conf");
  }

  Path cache() {
    return folder.resolve("cache");
  }

  Path deploy() {
    return folder.resolve("deploy");
  }

  Path socket() {
    return folder.resolve("run").resolve("control.sock");
  }

  private Path lockFile() {
    return folder.resolve("run").resolve("lock");
  }

  private Path processFile() {
    return folder.resolve("run").resolve("parley.pid");
  }

  /**
   * Makes the folders, for their owner only, and adds the settings files that are not there yet.
   */
  void prepare(Path templates) {
    try {
      for (Path each :
          List.of(folder, settings(), deploy(), folder.resolve("log"), folder.resolve("run"))) {
        createForOwner(each);
      }
      try (Stream<Path> files = Files.list(templates)) {
        for (Path template : files.toList()) {
          copyIfAbsent(template, settings().resolve(template.getFileName().toString()));
        }
      }
    } catch (IOException e) {
      throw new LaunchException(
          LaunchException.FAILED, "Home '" + folder + "' cannot be used: " + e, e);
    }
  }

  private static void createForOwner(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Files.createDirectories(directory);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static void copyIfAbsent(Path template, Path target) throws IOException {
    if (Files.isRegularFile(template) && Files.notExists(target)) {
      Files.copy(template, target);
    }
  }

  /**
   * Takes the home for this process until it ends; a second hub on one home would ruin its data.
   */
  void lock() {
    try {
      lock = FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock.tryLock() == null) {
        throw new LaunchException(
            LaunchException.RUNNING,
            "A hub runs already with home '" + folder + "'" + runningProcess());
      }
      Files.writeString(processFile(), Long.toString(ProcessHandle.current().pid()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until no process holds the home; answers false when one still does at the end. */
  boolean awaitFree(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!isFree()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  private boolean isFree() {
    try (FileChannel channel = FileChannel.open(lockFile(), StandardOpenOption.WRITE);
        FileLock mine = channel.tryLock()) {
      return mine != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String runningProcess() throws IOException {
    return Files.exists(processFile()) ? " (process " + Files.readString(processFile()) + ")" : "";
  }
}
