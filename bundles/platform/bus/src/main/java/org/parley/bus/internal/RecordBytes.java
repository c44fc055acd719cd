// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Arrays;
import org.parley.api.InvalidInput;

/**
 * The bytes of a record while it is being written: as {@code DataOutputStream} would write them.
 */
final class RecordBytes {
  private static final int LONGEST_TEXT = 65_535;

  private byte[] bytes;
  private int size;

  /**
   * @param usual how many there will be, about
   */
  RecordBytes(int usual) {
    bytes = new byte[usual];
  }

  int size() {
    return size;
  }

  /** Nothing more is to be written then. */
  byte[] toBytes() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  void write(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  void write(byte[] from, int offset, int length) {
    ensure(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  RecordBytes number(int value) {
    ensure(Integer.BYTES);
    put(size, value);
    size += Integer.BYTES;
    return this;
  }

  RecordBytes number(long value) {
    return number((int) (value >>> Integer.SIZE)).number((int) value);
  }

  private void put(int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }

  /**
   * Its length in two bytes, then modified UTF-8.
   *
   * @throws InvalidInput when it is too long for that
   */
  RecordBytes text(String text) {
    int length = length(text);
    if (length > LONGEST_TEXT) {
      throw new InvalidInput("record", "A name within the record exceeds 64 KiB");
    }
    ensure(2 + length);
    bytes[size++] = (byte) (length >>> 8);
    bytes[size++] = (byte) length;
    for (int i = 0; i < text.length(); i++) {
      letter(text.charAt(i));
    }
    return this;
  }

  /** How many bytes a text takes besides its length. */
  static int length(String text) {
    int length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter >= 0x800) {
        length += 2;
      } else if (letter >= 0x80 || letter == 0) {
        length++;
      }
    }
    return length;
  }

  private void letter(char letter) {
    if (letter >= 1 && letter < 0x80) {
      bytes[size++] = (byte) letter;
      return;
    }
    if (letter >= 0x800) {
      bytes[size++] = (byte) (0xE0 | letter >> 12);
      bytes[size++] = (byte) (0x80 | (letter >> 6 & 0x3F));
    } else {
      bytes[size++] = (byte) (0xC0 | letter >> 6);
    }
    bytes[size++] = (byte) (0x80 | (letter & 0x3F));
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
