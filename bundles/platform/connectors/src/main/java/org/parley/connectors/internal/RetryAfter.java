// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the header Retry-After, in seconds or as a date (RFC 9110). */
final class RetryAfter {
  /** What a system asks for beyond this is more likely a mistake than a wish. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  static Optional<Duration> parse(String header, Instant now) {
    return wish(header.strip(), now)
        .filter(pause -> !pause.isNegative())
        .map(pause -> pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
  }

  private static Optional<Duration> wish(String header, Instant now) {
    try {
      if (header.matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
      }
      var date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(now, date.toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
