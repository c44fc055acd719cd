// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Has settings and hot deploy looked at as soon as a file there changes, so that FileInstall need
 * not look many times a second at folders in which nothing happens for weeks. Each of its threads
 * bears the name of its folder and waits on itself between two looks. Were that otherwise one day,
 * or the system told nothing of a folder, changes would be seen as late as it looks by itself.
 */
final class FolderWatch {
  private static final String LOOKER = "fileinstall-";

  /** A file counts when two looks after another have found it the same; one may come too early. */
  private static final int LOOKS = 3;

  private static final long BETWEEN_LOOKS_MILLIS = 60;
  private static final int MOST_CALLS = 100;

  /**
   * So long nothing must change before the look. FileInstall takes a file it knows as it finds it:
   * one looked at while it is copied over is taken for deleted, and for broken while it is short.
   */
  private static final long QUIET_MILLIS = 60;

  /** What is written without end keeps nothing else waiting for longer. */
  private static final long LONGEST_WAIT_NANOS = 3_000_000_000L;

  private final WatchService changes;

  private FolderWatch(WatchService changes) {
    this.changes = changes;
  }

  /** Begins with what has come while nobody was told. */
  static void begin(List<Path> folders) {
    try {
      WatchService changes = FileSystems.getDefault().newWatchService();
      for (Path folder : folders) {
        folder.register(changes, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
      }
      FolderWatch watch = new FolderWatch(changes);
      Thread thread = new Thread(() -> watch.run(folders), "parley-folders");
      thread.setDaemon(true);
      thread.start();
    } catch (IOException e) {
      System.err.println("Changes in " + folders + " are seen later than usual: " + e);
    }
  }

  private void run(List<Path> folders) {
    try {
      for (Path folder : folders) {
        haveLookedAt(folder);
      }
      while (true) {
        for (Path folder : awaitChanges()) {
          haveLookedAt(folder);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The folders in which something has changed and nothing changes any more. */
  private Set<Path> awaitChanges() throws InterruptedException {
    Set<Path> folders = new HashSet<>();
    WatchKey changed = changes.take();
    long begun = System.nanoTime();
    while (changed != null) {
      changed.pollEvents();
      changed.reset();
      folders.add((Path) changed.watchable());
      boolean longEnough = System.nanoTime() - begun > LONGEST_WAIT_NANOS;
      changed = longEnough ? null : changes.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }
    return folders;
  }

  /** Who is busy with what came before does not hear the call, so it is repeated for a while. */
  private static void haveLookedAt(Path folder) throws InterruptedException {
    int looks = 0;
    for (int call = 0; looks < LOOKS && call < MOST_CALLS; call++) {
      boolean heard =
          threads()
              .filter(each -> each.getName().equals(LOOKER + folder))
              .anyMatch(FolderWatch::wake);
      looks += heard ? 1 : 0;
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  private static boolean wake(Thread thread) {
    synchronized (thread) {
      boolean waits = thread.getState() == Thread.State.TIMED_WAITING;
      thread.notifyAll();
      return waits;
    }
  }

  private static Stream<Thread> threads() {
    ThreadGroup all = Thread.currentThread().getThreadGroup();
    while (all.getParent() != null) {
      all = all.getParent();
    }
    Thread[] threads = new Thread[2 * all.activeCount()];
    return Stream.of(threads).limit(all.enumerate(threads));
  }
}
