// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A library of this folder's {@code disk.c} before the hub's libc, by which its disk and its clock
 * misbehave as they are told.
 */
final class DiskLayer {
  private static final int ORDERS = 4;

  private @Nullable MappedByteBuffer orders;
  private @Nullable Path control;

  /** What it can be told, in the order of the numbers in {@code disk.c}. */
  enum Order {
    DELAY_MILLIS,
    FAIL_WITH,
    CLOCK_AHEAD_SECONDS,
    JOURNAL
  }

  static Optional<String> obstacle() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.of("it is made for Linux");
    }
    return Shell.lacks("cc").map(lack -> lack + " to compile a layer over the disk with");
  }

  /** Compiles it and puts it before a hub that does not run yet; twice is once. */
  void install(Victim hub) throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>();
    install(hub.home(), environment);
    environment.forEach(hub::environment);
  }

  void install(Path home, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path there = home.resolveSibling(home.getFileName() + ".disk");
    control = there;
    if (Files.notExists(there)) {
      compile(there);
      Files.write(there, new byte[ORDERS * Long.BYTES]);
      Files.createDirectory(kept());
    }
    try (FileChannel channel =
        FileChannel.open(there, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      MappedByteBuffer mapped =
          channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) ORDERS * Long.BYTES);
      mapped.order(ByteOrder.nativeOrder());
      orders = mapped;
    }
    environment.put("LD_PRELOAD", there + ".so");
    environment.put("CHAOS_CONTROL", there.toString());
    environment.put("CHAOS_HOME", home.toString());
    environment.put("CHAOS_EXCEPT", home.resolve("sandbox").toString());
  }

  private static void compile(Path there) throws IOException, InterruptedException {
    Path source = Path.of(there + ".c");
    try (InputStream code = DiskLayer.class.getResourceAsStream("disk.c")) {
      Files.copy(Objects.requireNonNull(code, "disk.c"), source);
    }
    Shell.run(
        "cc",
        "-shared",
        "-fPIC",
        "-O2",
        "-o",
        there + ".so",
        source.toString(),
        "-ldl",
        "-lpthread");
  }

  void tell(Order order, long value) {
    Objects.requireNonNull(orders, "the layer is not installed")
        .putLong(order.ordinal() * Long.BYTES, value);
  }

  /** What the hub has written and not made durable. */
  Path journal() {
    return Path.of(control() + ".journal");
  }

  /** Where files are that have lost their name. */
  Path kept() {
    return Path.of(control() + ".kept");
  }

  private Path control() {
    return Objects.requireNonNull(control, "the layer is not installed");
  }

  static ByteBuffer native64(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }
}
