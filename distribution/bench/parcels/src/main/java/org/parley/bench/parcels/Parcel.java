// SPDX-License-Identifier: Apache-2.0
package org.parley.bench.parcels;

/**
 * What is carried: 300 bytes that tell when they were due.
 *
 * @param round in which it was sent
 * @param number within the round, from 0
 * @param due when it was to be sent, in nanoseconds of this process
 */
public record Parcel(int round, int number, long due) {
  /** How long it is as text. */
  public static final int LENGTH = 300;

  private static final String ZEROS = "0".repeat(20);
  private static final String FILLING = "x".repeat(LENGTH);
  private static final int ROUND = 10;
  private static final int NUMBER = 32;
  private static final int DUE = 51;
  private static final int DIGITS = 10;
  private static final int LONG_DIGITS = 20;

  /** As JSON. */
  public String text() {
    StringBuilder text = new StringBuilder(LENGTH).append("{\"round\":\"");
    append(text, round, DIGITS).append("\",\"number\":\"");
    append(text, number, DIGITS).append("\",\"due\":\"");
    append(text, due, LONG_DIGITS).append("\",\"text\":\"");
    return text.append(FILLING, 0, LENGTH - text.length() - 2).append("\"}").toString();
  }

  private static StringBuilder append(StringBuilder text, long value, int digits) {
    String plain = Long.toString(value);
    return text.append(ZEROS, 0, digits - plain.length()).append(plain);
  }

  public static Parcel of(String text) {
    return new Parcel(
        Integer.parseInt(text, ROUND, ROUND + DIGITS, 10),
        Integer.parseInt(text, NUMBER, NUMBER + DIGITS, 10),
        Long.parseLong(text, DUE, DUE + LONG_DIGITS, 10));
  }
}
