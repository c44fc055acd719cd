// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.crmrest;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.camel.util.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.parley.api.Money;
import org.parley.api.Violation;
import org.parley.api.crm.CrmChanged;

/** Reads one change that a CRM reports, and notes each field that is wrong. */
final class ChangeReader {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final JsonObject change;
  private final String path;
  private final List<Violation> faults;

  /**
   * @param path where the change stands in the body
   * @param faults to be added to
   */
  ChangeReader(JsonObject change, String path, List<Violation> faults) {
    this.change = change;
    this.path = path.isEmpty() ? "" : path + ".";
    this.faults = faults;
  }

  /** What the CRM calls the change, else what it is called instead. */
  String id(String unnamed) {
    Object id = change.get("id");
    return id == null ? unnamed : id.toString();
  }

  /** The change; empty when something is wrong with it. */
  Optional<CrmChanged> read(UUID account, Instant now) {
    int before = faults.size();
    var lead = field("lead", "must be the id of a lead", value -> UUID.fromString(text(value)));
    var status =
        field(
            "status",
            "must be open, accepted, rejected, won or lost",
            value -> CrmChanged.Status.valueOf(text(value).toUpperCase(Locale.ROOT)));
    var owner = optional("owner", "must be a text", ChangeReader::text);
    var amount =
        optional("amount", "must be {minor, currency}, such as 4900 and EUR", ChangeReader::money);
    var at =
        optional("at", "must be an instant that is not in the future", value -> past(value, now));
    return before == faults.size()
        ? Optional.of(
            new CrmChanged(
                lead.orElseThrow(), account, status.orElseThrow(), owner, amount, at.orElse(now)))
        : Optional.empty();
  }

  private <T> Optional<T> optional(String name, String expected, Function<Object, T> read) {
    return change.get(name) == null ? Optional.empty() : field(name, expected, read);
  }

  private <T> Optional<T> field(
      String name, String expected, Function<? super @Nullable Object, T> read) {
    Object value = change.get(name);
    try {
      return Optional.of(read.apply(value));
    } catch (IllegalArgumentException
        | ArithmeticException
        | DateTimeException
        | ClassCastException e) {
      String given = value == null ? "is missing; it " : "is '%s'; it ".formatted(value);
      faults.add(new Violation(path + name, given + expected));
      return Optional.empty();
    }
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("no text");
  }

  private static Money money(@Nullable Object value) {
    if (value instanceof JsonObject amount && amount.get("minor") instanceof Number minor) {
      long whole = new BigDecimal(minor.toString()).longValueExact();
      return new Money(whole, Currency.getInstance(text(amount.get("currency"))));
    }
    throw new IllegalArgumentException("no amount");
  }

  private static Instant past(@Nullable Object value, Instant now) {
    Instant at = Instant.parse(text(value));
    if (at.isAfter(now.plus(TOLERANCE))) {
      throw new IllegalArgumentException("in the future");
    }
    return at;
  }
}
