// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write them, such as 15 min, and as settings hold them. */
final class Spans {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})\\s*(s|min|m|h|d)");

  private Spans() {}

  /** {@code PT15M} as 15 min; what is not of that form, or of several units, as it is. */
  static String write(String setting) {
    try {
      long seconds = Duration.parse(setting).toSeconds();
      if (seconds <= 0 || Duration.parse(setting).getNano() != 0) {
        return setting;
      } else if (seconds % 86_400 == 0) {
        return seconds / 86_400 + " d";
      } else if (seconds % 3_600 == 0) {
        return seconds / 3_600 + " h";
      }
      return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    } catch (DateTimeParseException | ArithmeticException other) {
      return setting;
    }
  }

  /** 15 min as {@code PT15M}; what is not of that form is left for the desk to refuse. */
  static String read(String written) {
    Matcher span = WRITTEN.matcher(written.strip().toLowerCase(Locale.ROOT));
    if (!span.matches()) {
      return written;
    }
    long amount = Long.parseLong(span.group(1));
    return switch (span.group(2)) {
      case "s" -> Duration.ofSeconds(amount).toString();
      case "h" -> Duration.ofHours(amount).toString();
      case "d" -> Duration.ofDays(amount).toString();
      default -> Duration.ofMinutes(amount).toString();
    };
  }
}
