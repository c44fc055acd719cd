// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads how long a system wants to be left alone: the header Retry-After, in seconds or as a date
 * (RFC 9110), or where a throttling system leaves that out, the end of its rate window.
 */
final class RetryAfter {
  /** What a system asks for beyond this is more likely a mistake than a wish. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * A number of seconds from here on is a moment: nobody asks to be left alone for thirty years.
   */
  private static final long FIRST_MOMENT = 1_000_000_000L;

  private static final List<String> ENDS_OF_WINDOW =
      List.of("RateLimit-Reset", "X-RateLimit-Reset");

  /** All that RFC 9110 has everybody understand. */
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          ofRfc850(),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH));

  private RetryAfter() {}

  static Optional<Duration> of(int status, Map<String, String> headers, Instant now) {
    Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    Optional<Duration> wish =
        Optional.ofNullable(byName.get("Retry-After")).flatMap(header -> parse(header, now));
    return wish.isPresent() || status != 429 ? wish : endOfWindow(byName, now);
  }

  private static Optional<Duration> endOfWindow(Map<String, String> headers, Instant now) {
    for (String name : ENDS_OF_WINDOW) {
      String end = headers.get(name);
      if (end != null) {
        return endOfWindow(end.strip(), now);
      }
    }
    return Optional.empty();
  }

  /** In seconds, or as a moment in seconds since 1970 or in ISO 8601. */
  private static Optional<Duration> endOfWindow(String header, Instant now) {
    try {
      if (!header.matches("\\d{1,12}")) {
        return bounded(Duration.between(now, Instant.parse(header)));
      }
      long seconds = Long.parseLong(header);
      return bounded(
          seconds < FIRST_MOMENT
              ? Duration.ofSeconds(seconds)
              : Duration.between(now, Instant.ofEpochSecond(seconds)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> bounded(Duration pause) {
    return Optional.of(pause)
        .filter(wish -> !wish.isNegative())
        .map(wish -> wish.compareTo(LONGEST) > 0 ? LONGEST : wish);
  }

  static Optional<Duration> parse(String header, Instant now) {
    return wish(header.strip(), now).flatMap(RetryAfter::bounded);
  }

  private static Optional<Duration> wish(String header, Instant now) {
    if (header.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
    }
    return DATES.stream()
        .map(form -> date(header, form))
        .flatMap(Optional::stream)
        .findFirst()
        .map(date -> Duration.between(now, date));
  }

  private static Optional<Instant> date(String header, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(header, form).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Two digits of a year are of the hundred years that begin fifty years ago. */
  private static DateTimeFormatter ofRfc850() {
    return new DateTimeFormatterBuilder()
        .appendPattern("EEEE, dd-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.now(ZoneOffset.UTC).minusYears(50))
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.ENGLISH);
  }
}
