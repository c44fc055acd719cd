// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * Tells a jar's content from any other, reading only its directory: that names the checksum of
 * every entry, and stands in the last few kilobytes. A start would else read every bundle in full.
 */
final class Fingerprint {
  private static final int END_LENGTH = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int DIRECTORY_LENGTH_AT = 12;
  private static final long UNSIGNED = 0xffff_ffffL;

  private Fingerprint() {}

  static String of(Path file) throws IOException {
    try (FileChannel jar = FileChannel.open(file)) {
      long size = jar.size();
      long length = directoryLength(jar, size);
      boolean whole = length <= 0 || length > size - END_LENGTH;
      byte[] print = whole ? Files.readAllBytes(file) : tail(jar, length + END_LENGTH).array();
      CRC32 checksum = new CRC32();
      checksum.update(print);
      return size + ":" + Long.toHexString(checksum.getValue());
    }
  }

  /** 0 when the file does not end as a jar without a comment does. */
  private static long directoryLength(FileChannel jar, long size) throws IOException {
    if (size < END_LENGTH) {
      return 0;
    }
    ByteBuffer end = tail(jar, END_LENGTH);
    return end.getInt(0) == END_SIGNATURE ? end.getInt(DIRECTORY_LENGTH_AT) & UNSIGNED : 0;
  }

  private static ByteBuffer tail(FileChannel jar, long length) throws IOException {
    ByteBuffer tail = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
    long from = jar.size() - length;
    while (tail.hasRemaining() && jar.read(tail, from + tail.position()) >= 0) {
      // reads on until all is there
    }
    return tail;
  }
}
