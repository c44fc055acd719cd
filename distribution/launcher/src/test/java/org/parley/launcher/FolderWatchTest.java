// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
  private static final long LONG_MILLIS = 60_000;
  private static final long LONG_ENOUGH_NANOS = 300_000_000;
  private static final long SHORT_NANOS = 30_000_000;

  @TempDir Path folder;
  private final Semaphore looks = new Semaphore(0);
  private Thread looker;

  @BeforeEach
  void look() {
    looker = new Thread(this::lookNowAndThen, "fileinstall-" + folder);
    looker.start();
  }

  private void lookNowAndThen() {
    try {
      while (true) {
        looks.release();
        synchronized (looker) {
          looker.wait(LONG_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void leave() {
    looker.interrupt();
  }

  @Test
  void hasAFolderLookedAtTwiceWhenSomethingComesAndWhenItGoes() throws Exception {
    FolderWatch.begin(List.of(folder));
    settle();

    Path file = Files.writeString(folder.resolve("a.jar"), "content");
    assertThat(looks.tryAcquire(2, LONG_MILLIS / 2, TimeUnit.MILLISECONDS)).isTrue();

    settle();
    Files.delete(file);
    assertThat(looks.tryAcquire(2, LONG_MILLIS / 2, TimeUnit.MILLISECONDS)).isTrue();
  }

  @Test
  void leavesAFileAloneWhileItIsWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("a.jar"), "content");
    FolderWatch.begin(List.of(folder));
    boolean paused = true;
    while (paused) {
      settle();
      paused = rewrite(file) > SHORT_NANOS;
      assertThat(paused || looks.availablePermits() == 0).as("nobody looked meanwhile").isTrue();
    }
    assertThat(looks.tryAcquire(2, LONG_MILLIS / 2, TimeUnit.MILLISECONDS)).isTrue();
  }

  /** For longer than looks take to come, and tells the longest pause in it, in nanoseconds. */
  private static long rewrite(Path file) throws IOException {
    long begun = System.nanoTime();
    long longest = 0;
    for (long last = begun; last - begun < LONG_ENOUGH_NANOS; ) {
      Files.delete(file);
      Files.writeString(file, "content");
      long now = System.nanoTime();
      longest = Math.max(longest, now - last);
      last = now;
    }
    return longest;
  }

  /** The looks that are still to come for what has been, and then none. */
  private void settle() throws InterruptedException {
    while (looks.tryAcquire(1, TimeUnit.SECONDS)) {
      // another may follow
    }
  }
}
