// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/**
 * A text with gaps, filled when it is needed: {@code {instance}/oauth/token}.
 *
 * <p>A gap is the name of a setting of the account, of a fact that the system told at sign-in, or
 * one of {@code app.id}, {@code app.secret}, {@code token}, {@code refresh}, {@code redirect},
 * {@code scopes} and {@code hub}. {@code {key#1}} is what stands before the first colon of a value,
 * {@code {key#2}} what follows it. An address as a value has no slash at its end.
 *
 * @param text with its gaps in braces
 */
public record Template(String text) {
  private static final Pattern GAP = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_.-]*)(?:#([12]))?}");

  public Template {
    requireNonNull(text);
    String rest = GAP.matcher(text).replaceAll("");
    if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
      throw new IllegalArgumentException(
          "Template '" + text + "' has a brace that belongs to no gap such as {instance}");
    }
  }

  public static Template of(String text) {
    return new Template(text);
  }

  /** The names of its gaps, in order. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Matcher gap = GAP.matcher(text); gap.find(); ) {
      names.add(String.valueOf(gap.group(1)));
    }
    return names;
  }

  /**
   * The text with its gaps filled as the values are.
   *
   * @throws ParleyException with fault {@code SETTINGS} when a value is missing
   */
  public String fill(Function<String, Optional<String>> values) {
    return fill(values, (value, start) -> value);
  }

  /**
   * The address that it names: a value at its start stands as it is, any other is encoded.
   *
   * @throws ParleyException with fault {@code SETTINGS} when a value is missing or this is none
   */
  public URI address(Function<String, Optional<String>> values) {
    String filled = fill(values, (value, start) -> start == 0 ? value : encode(value));
    try {
      URI address = URI.create(filled);
      if (address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException malformed) {
      throw unfit("it is malformed");
    }
    throw unfit("it names no host");
  }

  /** Told without the values, for secrets may be among them. */
  private ParleyException unfit(String why) {
    return new ParleyException(
        Fault.SETTINGS, "What the settings make of '%s' is no address; %s".formatted(text, why));
  }

  private String fill(Function<String, Optional<String>> values, Writer writer) {
    var filled = new StringBuilder();
    Matcher gap = GAP.matcher(text);
    while (gap.find()) {
      String value = part(value(values, String.valueOf(gap.group(1))), gap.group(2));
      gap.appendReplacement(filled, Matcher.quoteReplacement(writer.write(value, gap.start())));
    }
    return gap.appendTail(filled).toString();
  }

  private String value(Function<String, Optional<String>> values, String name) {
    return values
        .apply(name)
        .orElseThrow(
            () ->
                new ParleyException(
                    Fault.SETTINGS, "'" + name + "' is empty; signing in needs it"));
  }

  private static String part(String value, @Nullable String which) {
    if (which == null) {
      return value;
    }
    int colon = value.indexOf(':');
    if (colon < 0) {
      throw new ParleyException(
          Fault.SETTINGS, "A key of two parts has a colon between them; there is none");
    }
    return which.equals("1") ? value.substring(0, colon) : value.substring(colon + 1);
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, UTF_8).replace("+", "%20");
  }

  private interface Writer {
    String write(String value, int start);
  }
}
