// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What the document says of one parameter of the address.
 *
 * @param name as it is written
 * @param required whether the operation needs it
 * @param schema of its value
 */
record Parameter(String name, boolean required, JsonNode schema) {
  private static final int LONGEST = 1000;

  /** What is wrong with a value, empty when nothing is. */
  Optional<String> fault(String value) {
    int longest = schema.path("maxLength").asInt(LONGEST);
    if (value.length() > longest) {
      return Optional.of("is longer than " + longest + " characters");
    }
    if (schema.has("enum")) {
      return faultOfWord(value);
    }
    if (schema.path("type").asText().equals("integer")) {
      return faultOfNumber(value);
    }
    if (schema.has("pattern") && !Pattern.matches(schema.path("pattern").asText(), value)) {
      return Optional.of("'" + value + "' does not match " + schema.path("pattern").asText());
    }
    return faultOfFormat(value);
  }

  private Optional<String> faultOfWord(String value) {
    for (JsonNode word : schema.path("enum")) {
      if (word.asText().equals(value)) {
        return Optional.empty();
      }
    }
    return Optional.of("'" + value + "' is not one of " + schema.path("enum"));
  }

  private Optional<String> faultOfNumber(String value) {
    if (!value.matches("-?[0-9]{1,18}")) {
      return Optional.of("'" + value + "' is not a whole number");
    }
    var number = new BigInteger(value);
    boolean low =
        schema.has("minimum") && number.compareTo(schema.path("minimum").bigIntegerValue()) < 0;
    boolean high =
        schema.has("maximum") && number.compareTo(schema.path("maximum").bigIntegerValue()) > 0;
    return low || high
        ? Optional.of(
            "'%s' is outside %s to %s"
                .formatted(value, schema.path("minimum"), schema.path("maximum")))
        : Optional.empty();
  }

  private Optional<String> faultOfFormat(String value) {
    try {
      switch (schema.path("format").asText()) {
        case "uuid" -> UUID.fromString(value);
        case "date" -> day(value);
        case "date-time" -> Instant.parse(value);
        default -> {
          return Optional.empty();
        }
      }
      return Optional.empty();
    } catch (IllegalArgumentException | DateTimeParseException e) {
      return Optional.of("'" + value + "' is not a " + schema.path("format").asText());
    }
  }

  /** As RFC 3339 has it: a year of four digits. */
  private static void day(String value) {
    int year = LocalDate.parse(value).getYear();
    if (year < 0 || year > 9999) {
      throw new IllegalArgumentException(value);
    }
  }
}
