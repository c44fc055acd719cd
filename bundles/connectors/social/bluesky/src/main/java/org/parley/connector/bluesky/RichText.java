// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds links, hashtags and mentions as Bluesky's own app does, except for links without their
 * scheme. Where they stand is told in bytes of UTF-8.
 */
final class RichText {
  private static final String FACET = "app.bsky.richtext.facet";

  /** White space as JavaScript has it, by which the app was written. */
  private static final String SPACE = "\\s\\p{Z}\\x{FEFF}";

  private static final String INVISIBLE = "\\x{AD}\\x{2060}\\x{200A}-\\x{200D}\\x{20E2}";
  private static final int LONGEST_TAG = 64;

  private static final Pattern LINK =
      Pattern.compile("(?:^|[(" + SPACE + "])(https?://[^" + SPACE + "]+)", Pattern.MULTILINE);
  private static final Pattern TAG =
      Pattern.compile(
          "(?:^|[%1$s])([#＃](?!\\x{FE0F})[^%1$s%2$s]*[^\\d%1$s\\p{P}%2$s][^%1$s%2$s]*)"
              .formatted(SPACE, INVISIBLE));

  /** Up to where a word of ASCII begins or ends. */
  private static final Pattern MENTION =
      Pattern.compile(
          "(?:^|[("
              + SPACE
              + "])(@[A-Za-z0-9.-]+)"
              + "(?:(?<=[A-Za-z0-9])(?![A-Za-z0-9_])|(?<=[.-])(?=[A-Za-z0-9_]))");

  private static final Pattern HANDLE =
      Pattern.compile(
          "(?:%1$s\\.)+(?!\\d)%1$s".formatted("[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"));
  private static final Pattern LAST_PUNCTUATION = Pattern.compile("\\p{P}+$");
  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  private final String text;

  RichText(String text) {
    this.text = text;
  }

  /** The handles that are mentioned, without their sign. */
  List<String> mentions() {
    return MENTION.matcher(text).results().map(match -> handle(match.group(1))).distinct().toList();
  }

  /**
   * @param dids of the handles that exist; those of others remain plain text
   */
  List<Map<String, Object>> facets(Map<String, String> dids) {
    List<Map<String, Object>> found = new ArrayList<>();
    collect(found, MENTION, match -> mention(match, dids));
    collect(found, LINK, this::link);
    collect(found, TAG, this::tag);
    return found;
  }

  private void collect(
      List<Map<String, Object>> facets,
      Pattern pattern,
      Function<MatchResult, Optional<Map<String, Object>>> facet) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      facet.apply(matcher).ifPresent(facets::add);
    }
  }

  private Optional<Map<String, Object>> mention(MatchResult match, Map<String, String> dids) {
    return Optional.ofNullable(dids.get(handle(match.group(1))))
        .map(did -> facet(match.start(1), match.end(1), "mention", "did", did));
  }

  /** Without the punctuation of the sentence around it. */
  private Optional<Map<String, Object>> link(MatchResult match) {
    String address = match.group(1).replaceFirst("[.,;:!?]$", "");
    if (address.endsWith(")") && !address.contains("(")) {
      address = address.substring(0, address.length() - 1);
    }
    int start = match.start(1);
    return Optional.of(facet(start, start + address.length(), "link", "uri", address));
  }

  private Optional<Map<String, Object>> tag(MatchResult match) {
    String tag = LAST_PUNCTUATION.matcher(match.group(1).substring(1)).replaceFirst("");
    boolean tooLong = GRAPHEME.matcher(tag).results().limit(LONGEST_TAG + 1).count() > LONGEST_TAG;
    int start = match.start(1);
    return tag.isEmpty() || tooLong
        ? Optional.empty()
        : Optional.of(facet(start, start + 1 + tag.length(), "tag", "tag", tag));
  }

  private Map<String, Object> facet(int start, int end, String type, String name, String value) {
    return Map.of(
        "index",
        Map.of("byteStart", bytesBefore(start), "byteEnd", bytesBefore(end)),
        "features",
        List.of(Map.of("$type", FACET + "#" + type, name, value)));
  }

  private int bytesBefore(int index) {
    return text.substring(0, index).getBytes(UTF_8).length;
  }

  private static String handle(String mention) {
    return mention.substring(1);
  }
}
