// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.parley.api.InvalidInput;

/** What a log holds already was written by {@link DataOutputStream}. */
class RecordBytesTest {
  private final Random random = new Random(20261122);

  @Test
  void writesTextsAndNumbersAsBefore() throws IOException {
    for (int round = 0; round < 2_000; round++) {
      String text = text();
      long number = random.nextLong();
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(expected)) {
        out.writeByte(round);
        out.writeUTF(text);
        out.writeLong(number);
        out.writeInt((int) number);
      }

      RecordBytes bytes = new RecordBytes(random.nextInt(64));
      bytes.write(round);
      bytes.text(text).number(number).number((int) number);

      assertThat(bytes.toBytes()).as(text).isEqualTo(expected.toByteArray());
    }
  }

  /** Of every kind of letter, halves of surrogate pairs and the null among them. */
  private String text() {
    int most = random.nextInt(4) == 0 ? Character.MAX_VALUE + 1 : 0x900;
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(700); length > 0; length--) {
      text.append((char) random.nextInt(most));
    }
    return text.toString();
  }

  @Test
  void takesTheLongestTextAndRefusesALongerOne() {
    assertThat(new RecordBytes(random.nextInt(64)).text("x".repeat(65_535)).size())
        .isEqualTo(65_537);
    RecordBytes bytes = new RecordBytes(random.nextInt(64));
    assertThatThrownBy(() -> bytes.text("ü".repeat(32_768))).isInstanceOf(InvalidInput.class);
  }
}
