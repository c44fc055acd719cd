// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads moments and spans of time in all the forms in which systems tell them. */
final class Moments {
  /** A number of seconds from here on is a moment, no span. */
  private static final BigDecimal FIRST_MOMENT = new BigDecimal("1000000000");

  /** And from here on it counts milliseconds. */
  private static final BigDecimal FIRST_MILLISECONDS = new BigDecimal("100000000000");

  private static final BigDecimal THOUSAND = new BigDecimal(1000);

  /** As some write it: {@code +0000} without a colon. */
  private static final DateTimeFormatter LOOSE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSS]xx");

  private Moments() {}

  /** A moment: ISO 8601, an HTTP date, seconds or milliseconds since 1970. */
  static Optional<Instant> instant(Object value) {
    Optional<BigDecimal> number = number(value);
    return number.isPresent()
        ? number.filter(each -> each.compareTo(FIRST_MOMENT) >= 0).map(Moments::ofEpoch)
        : ofText(value.toString().strip());
  }

  /** A span from now on: seconds, {@code PT5M}, or a moment; what has passed is no span at all. */
  static Optional<Duration> span(Object value, Instant now) {
    Optional<BigDecimal> number = number(value);
    Optional<Duration> span =
        number.isPresent() && number.get().compareTo(FIRST_MOMENT) < 0
            ? number.map(seconds -> Duration.ofMillis(seconds.multiply(THOUSAND).longValue()))
            : iso(value.toString().strip())
                .or(() -> instant(value).map(moment -> Duration.between(now, moment)));
    return span.map(wish -> wish.isNegative() ? Duration.ZERO : wish);
  }

  private static Optional<BigDecimal> number(Object value) {
    String text = value.toString().strip();
    return text.matches("-?\\d{1,18}(\\.\\d{1,18})?([eE]\\d{1,2})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private static Instant ofEpoch(BigDecimal number) {
    BigDecimal millis =
        number.compareTo(FIRST_MILLISECONDS) >= 0 ? number : number.multiply(THOUSAND);
    return Instant.ofEpochMilli(millis.longValue());
  }

  private static Optional<Instant> ofText(String text) {
    return parsed(() -> OffsetDateTime.parse(text).toInstant())
        .or(() -> parsed(() -> OffsetDateTime.parse(text, LOOSE).toInstant()))
        .or(
            () ->
                parsed(
                    () ->
                        ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
  }

  private static Optional<Duration> iso(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> parsed(Supplier<Instant> parse) {
    try {
      return Optional.of(parse.get());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
