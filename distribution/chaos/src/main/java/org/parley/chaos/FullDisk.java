// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The home lies on a small file system of its own, which fills up to its last block. */
public final class FullDisk implements Fault {
  private static final int BLOCK = 4096;
  private static final String SIZE = "size=256m";

  private @Nullable Path home;

  @Override
  public String name() {
    return "full-disk";
  }

  @Override
  public String deed() {
    return "the file system of the home filled to its last block, kept full, then freed";
  }

  /** Mounts one for a moment: whoever may not do that cannot have this fault. */
  @Override
  public Optional<String> obstacle() {
    try {
      Path folder = Files.createTempDirectory("parley-disk");
      try {
        Shell.run("mount", "-t", "tmpfs", "-o", SIZE, "parley-chaos", folder.toString());
        Shell.run("umount", folder.toString());
      } finally {
        Files.delete(folder);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("a file system cannot be mounted here; run it as root: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  @Override
  public void prepare(Victim hub) throws IOException, InterruptedException {
    Files.createDirectories(hub.home());
    Shell.run("mount", "-t", "tmpfs", "-o", SIZE, "parley-chaos", hub.home().toString());
    home = hub.home();
  }

  @Override
  public void strike(Victim hub) throws IOException {
    fill(hub);
  }

  /** What the hub has deleted meanwhile is filled again. */
  private static void fill(Victim hub) throws IOException {
    try (FileChannel file =
        FileChannel.open(filling(hub), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      while (Files.getFileStore(hub.home()).getUsableSpace() > 0) {
        file.write(block.clear());
      }
    } catch (IOException e) {
      if (Files.getFileStore(hub.home()).getUsableSpace() >= BLOCK) {
        throw e;
      }
    }
  }

  @Override
  public void heal(Victim hub) throws IOException {
    fill(hub);
    Files.deleteIfExists(filling(hub));
  }

  private static Path filling(Victim hub) {
    return hub.home().resolve("filling");
  }

  @Override
  public Duration lasting(Random random) {
    return Duration.ofMillis(4_000 + random.nextInt(6_000));
  }

  /** A commit that meets the end of the disk may have been written. */
  @Override
  public boolean leavesInDoubt() {
    return true;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (home != null) {
      Shell.run("umount", home.toString());
    }
  }
}
