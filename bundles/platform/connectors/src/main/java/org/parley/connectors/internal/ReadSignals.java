// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.api.connectors.Signal;
import org.parley.api.connectors.Signal.Form;
import org.parley.api.connectors.Signal.Left;
import org.parley.api.connectors.Signal.Percent;
import org.parley.api.connectors.Signal.Structured;
import org.parley.api.connectors.Signal.UsedOf;
import org.parley.connectors.internal.WindowUse.Told;

/** Reads from an answer's headers what a system says is left, and has its accounts heed it. */
final class ReadSignals {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern TWO_NUMBERS = Pattern.compile("(\\d{1,15})\\s*/\\s*(\\d{1,15})");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");
  private static final String REGAIN = "estimated_time_to_regain_access";

  /** From so many per cent on a system is left alone. */
  private static final double NEARLY_ALL = 95;

  /** For so long where it does not say how long. */
  private static final Duration REST = Duration.ofMinutes(5);

  private final List<Signal> signals;

  ReadSignals(List<Signal> signals) {
    this.signals = signals;
  }

  /**
   * @param headers of an answer, whatever the case of their names
   */
  void hear(Map<String, ?> headers, Turnstile.Gate gate, Instant now) {
    if (signals.isEmpty()) {
      return;
    }
    Map<String, String> texts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    signals.forEach(signal -> hear(signal, texts, gate, now));
  }

  private static void hear(
      Signal signal, Map<String, String> headers, Turnstile.Gate gate, Instant now) {
    if (signal instanceof Percent percent) {
      rest(percent, headers).ifPresent(pause -> gate.leaveAlone(now.plus(pause)));
    } else if (signal instanceof Left left) {
      left(left, headers, now).ifPresent(told -> heed(signal, left.unit(), told, gate));
    } else if (signal instanceof UsedOf used) {
      usedOf(used, headers).ifPresent(told -> heed(signal, used.unit(), told, gate));
    } else if (signal instanceof Structured field) {
      structured(headers, now).ifPresent(told -> heed(signal, field.unit(), told, gate));
    }
  }

  /** What is limited nowhere here is heeded once nothing is left of it. */
  private static void heed(Signal signal, String unit, Told told, Turnstile.Gate gate) {
    if (gate.knows(signal.scope(), unit)) {
      gate.hear(signal.scope(), unit, told);
    } else if (told.remaining() == 0) {
      told.resets().ifPresent(gate::leaveAlone);
    }
  }

  private static Optional<Told> left(Left left, Map<String, String> headers, Instant now) {
    return Optional.ofNullable(headers.get(left.remaining()))
        .flatMap(ReadSignals::number)
        .map(
            number ->
                new Told(
                    number.longValue(),
                    Optional.ofNullable(headers.get(left.reset()))
                        .flatMap(end -> end(end.strip(), left.form(), now))));
  }

  private static Optional<Instant> end(String text, Form form, Instant now) {
    return switch (form) {
      case EPOCH_SECONDS -> number(text).map(end -> Instant.ofEpochSecond(end.longValue()));
      case EPOCH_MILLIS -> number(text).map(end -> Instant.ofEpochMilli(end.longValue()));
      case SECONDS_LEFT -> number(text).map(left -> now.plus(seconds(left)));
      case DATE -> date(text);
    };
  }

  private static Duration seconds(BigDecimal number) {
    return Duration.ofMillis(number.movePointRight(3).longValue());
  }

  private static Optional<Instant> date(String text) {
    return parsed(text, Instant::parse)
        .or(
            () ->
                parsed(
                    text,
                    http ->
                        ZonedDateTime.parse(http, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
  }

  private static Optional<Instant> parsed(String text, Function<String, Instant> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Told> usedOf(UsedOf used, Map<String, String> headers) {
    String text = headers.getOrDefault(used.header(), "");
    int from = text.indexOf(used.before());
    Matcher numbers = TWO_NUMBERS.matcher(text);
    if (from < 0 || !numbers.find(from + used.before().length())) {
      return Optional.empty();
    }
    long left = Long.parseLong(numbers.group(2)) - Long.parseLong(numbers.group(1));
    return Optional.of(new Told(Math.max(0, left), Optional.empty()));
  }

  private static Optional<Told> structured(Map<String, String> headers, Instant now) {
    String text = headers.getOrDefault("RateLimit", "");
    Optional<BigDecimal> left = named(text, "remaining").or(() -> named(text, "r"));
    Optional<BigDecimal> end = named(text, "reset").or(() -> named(text, "t"));
    return left.map(
        number -> new Told(number.longValue(), end.map(until -> now.plus(seconds(until)))));
  }

  private static Optional<BigDecimal> named(String text, String name) {
    Matcher found = Pattern.compile("(?:^|[,;\\s])" + name + "\\s*=\\s*([0-9.]+)").matcher(text);
    return found.find() ? number(found.group(1)) : Optional.empty();
  }

  private static Optional<Duration> rest(Percent percent, Map<String, String> headers) {
    try {
      JsonNode tree = JSON.readTree(headers.getOrDefault(percent.header(), ""));
      if (tree == null || most(tree) < NEARLY_ALL) {
        return Optional.empty();
      }
      long minutes = tree.findValues(REGAIN).stream().mapToLong(JsonNode::asLong).max().orElse(0);
      return Optional.of(minutes > 0 ? Duration.ofMinutes(minutes) : REST);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The greatest of all numbers but those that are minutes. */
  private static double most(JsonNode node) {
    double most = node.isNumber() ? node.asDouble() : 0;
    if (node.isArray()) {
      for (JsonNode each : node) {
        most = Math.max(most, most(each));
      }
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getKey().equals(REGAIN)) {
        most = Math.max(most, most(field.getValue()));
      }
    }
    return most;
  }

  private static Optional<BigDecimal> number(String text) {
    String bare = text.strip();
    return NUMBER.matcher(bare).matches() ? Optional.of(new BigDecimal(bare)) : Optional.empty();
  }
}
