// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.parley.api.interactions.Interaction;

/** What an interaction marks as said about the person. */
final class Attributes {
  private static final int LONGEST = 500;

  /** What an attribute may be called. */
  private static final Pattern ANY = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,49}");

  /** By how people write them, without case, hyphens and underscores. */
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("name", "name"),
          Map.entry("fullname", "name"),
          Map.entry("firstname", "firstName"),
          Map.entry("givenname", "firstName"),
          Map.entry("lastname", "lastName"),
          Map.entry("familyname", "lastName"),
          Map.entry("company", "company"),
          Map.entry("organization", "company"),
          Map.entry("organisation", "company"),
          Map.entry("jobtitle", "jobTitle"),
          Map.entry("industry", "industry"),
          Map.entry("city", "city"),
          Map.entry("country", "country"),
          Map.entry("language", "language"),
          Map.entry("website", "website"),
          Map.entry("role", "role"));

  private Attributes() {}

  static Map<String, String> in(Map<String, String> data) {
    Map<String, String> told = new TreeMap<>();
    data.forEach(
        (name, value) ->
            named(name)
                .filter(known -> !value.isBlank())
                .ifPresent(known -> told.put(known, plain(value))));
    return told;
  }

  private static Optional<String> named(String name) {
    if (!name.startsWith(Interaction.ATTRIBUTE)) {
      return Optional.empty();
    }
    String told = name.substring(Interaction.ATTRIBUTE.length());
    String bare = told.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    return Optional.ofNullable(KNOWN.get(bare))
        .or(() -> Optional.of(told).filter(ANY.asMatchPredicate()));
  }

  private static String plain(String value) {
    return cut(value.strip().replaceAll("\\p{Cntrl}+", " "));
  }

  /** Never within a character that takes two places. */
  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end);
  }
}
