// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the last of a disk for an embedded database, which must always be able to write what it has
 * begun: work that would write is refused before the disk is full.
 */
final class DiskRoom {
  /** Several of Derby's log files, and what its cache holds of changed pages. */
  static final long LEAST_BYTES = 8L << 20;

  private static final long LOOK_NS = Duration.ofMillis(100).toNanos();

  private final Path folder;
  private final Free free;
  private final AtomicLong nextLook = new AtomicLong(System.nanoTime());
  private volatile String trouble = "";

  /** Says how many bytes may be written still, by a call that needs no file handle. */
  interface Free {
    long bytes();
  }

  DiskRoom(Path folder) {
    this(folder, () -> existing(folder).toFile().getUsableSpace());
  }

  DiskRoom(Path folder, Free free) {
    this.folder = folder;
    this.free = free;
  }

  /** What is wrong, empty when there is room. */
  String trouble() {
    long now = System.nanoTime();
    long due = nextLook.get();
    if (now - due >= 0 && nextLook.compareAndSet(due, now + LOOK_NS)) {
      trouble = look();
    }
    return trouble;
  }

  private String look() {
    long left = free.bytes();
    return left >= LEAST_BYTES
        ? ""
        : "The disk of '%s' is full (%d KiB left, %d are needed); make room"
            .formatted(folder, left >> 10, LEAST_BYTES >> 10);
  }

  /** A database that is not made yet will lie on the disk of what is there of its path. */
  private static Path existing(Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }
}
