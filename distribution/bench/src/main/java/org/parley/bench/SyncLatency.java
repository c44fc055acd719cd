// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;

/** How long the disk takes to make four kilobytes durable: nothing durable answers sooner. */
final class SyncLatency {
  private static final int WRITES = 300;
  private static final int SIZE = 4096;
  private static final int DIGITS = 3;

  private SyncLatency() {}

  /** In microseconds. */
  static Histogram measure(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "sync", ".tmp");
    Histogram latency = new Histogram(DIGITS);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < WRITES; i++) {
        channel.write(ByteBuffer.allocate(SIZE));
        long begin = System.nanoTime();
        channel.force(false);
        latency.recordValue((System.nanoTime() - begin) / 1000);
      }
    } finally {
      Files.delete(file);
    }
    return latency;
  }
}
