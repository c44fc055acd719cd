// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.stream.Collectors;
import org.parley.api.Money;
import org.parley.console.internal.view.Cell;

/** How values are written for one viewer. */
public final class Written {
  private static final Duration YEAR = Duration.ofDays(300);

  private final Words words;
  private final ZoneId zone;
  private final Instant now;

  public Written(Words words, ZoneId zone, Instant now) {
    this.words = words;
    this.zone = zone;
    this.now = now;
  }

  public ZoneId zone() {
    return zone;
  }

  public Instant now() {
    return now;
  }

  /** Today in UTC, by which the hub counts. */
  public LocalDate today() {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  public Cell.Time time(Instant at) {
    return new Cell.Time(
        pattern(at).format(at.atZone(zone)),
        at.toString(),
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.LONG)
            .withLocale(words.locale())
            .format(at.atZone(zone)));
  }

  private DateTimeFormatter pattern(Instant at) {
    LocalDate day = LocalDate.ofInstant(at, zone);
    if (day.equals(LocalDate.ofInstant(now, zone))) {
      return DateTimeFormatter.ofPattern("HH:mm:ss", words.locale());
    }
    boolean far = Duration.between(at, now).abs().compareTo(YEAR) > 0;
    return DateTimeFormatter.ofPattern(
        words.say(far ? "pattern.day.far" : "pattern.day.near"), words.locale());
  }

  public String day(LocalDate day) {
    return DateTimeFormatter.ofPattern(words.say("pattern.date"), words.locale()).format(day);
  }

  public String number(long value) {
    return NumberFormat.getIntegerInstance(words.locale()).format(value);
  }

  public Cell.Count count(long value) {
    return new Cell.Count(number(value), Long.toString(value), "");
  }

  public Cell.Count amount(List<Money> amounts) {
    String plain =
        amounts.stream()
            .map(money -> decimal(money).toPlainString() + " " + money.currency())
            .collect(Collectors.joining(" + "));
    return new Cell.Count(money(amounts), plain, "");
  }

  private static BigDecimal decimal(Money money) {
    return BigDecimal.valueOf(
        money.minor(), Math.max(0, money.currency().getDefaultFractionDigits()));
  }

  public String money(Money money) {
    NumberFormat format = NumberFormat.getCurrencyInstance(words.locale());
    format.setCurrency(money.currency());
    int digits = Math.max(0, money.currency().getDefaultFractionDigits());
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return format.format(decimal(money));
  }

  public String money(List<Money> amounts) {
    return amounts.stream().map(this::money).collect(Collectors.joining(" + "));
  }
}
