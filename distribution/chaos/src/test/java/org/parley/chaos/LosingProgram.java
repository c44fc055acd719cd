// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes in each way that a hub writes, and is gone before all of it is durable. */
final class LosingProgram {
  private LosingProgram() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path old = folder.resolve("old"); // was there, with "before"
    try (FileChannel file = FileChannel.open(old, StandardOpenOption.WRITE)) {
      file.write(bytes("forced"), 0);
      file.force(false);
      file.write(bytes("LOST, and longer"), 3);
    }
    try (RandomAccessFile log = new RandomAccessFile(folder.resolve("log").toFile(), "rw")) {
      log.write(new byte[8]);
      log.getFD().sync();
    }
    try (RandomAccessFile lost = new RandomAccessFile(folder.resolve("log").toFile(), "rw");
        RandomAccessFile log = new RandomAccessFile(folder.resolve("log").toFile(), "rwd")) {
      lost.seek(2);
      lost.write("xxxx".getBytes(UTF_8));
      log.seek(4);
      log.write("SYNC".getBytes(UTF_8));
    }
    Files.writeString(folder.resolve("new"), "never synced");
    Files.delete(folder.resolve("deleted"));
    Files.move(folder.resolve("named"), folder.resolve("renamed"));
    Runtime.getRuntime().halt(0);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
