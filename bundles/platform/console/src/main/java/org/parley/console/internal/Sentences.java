// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the hub has written down in its own words (evidence, stories, reasons) in the reader's
 * language. What is stored stays as it is: each sentence is recognised by its pattern, which stands
 * in the neutral words under {@code sentence.<name>}, and said anew by the reader's. What is no
 * such sentence, as what other programs told, is shown as it was told.
 */
final class Sentences {
  /** The more telling before those that they begin with. */
  private static final List<String> NAMES =
      List.of(
          "accepted",
          "won.worth",
          "won",
          "lost",
          "became",
          "assigned",
          "by-hand",
          "unrouted",
          "crm.holds",
          "crm.open",
          "asked",
          "score",
          "rule",
          "rule.all",
          "rule.country",
          "rule.language",
          "rule.interest",
          "rule.network",
          "rule.score",
          "rule.turn",
          "form",
          "account.of",
          "account",
          "preferences",
          "unsubscribe",
          "one-click");

  private static final Pattern PLACE = Pattern.compile("\\{\\d}");
  private static final Pattern DOING =
      Pattern.compile("([a-z]+ [a-z]+)(?: '(.*)')?(?: by ([a-z-]+))?", Pattern.DOTALL);
  private static final Pattern PART = Pattern.compile("[^,;]+");

  private static final List<Known> KNOWN = known(new Words(Locale.ENGLISH));

  private final Words words;

  /**
   * @param ends whether it ends with a sentence of its own
   */
  private record Known(String key, Pattern pattern, boolean ends) {}

  Sentences(Words words) {
    this.words = words;
  }

  private static List<Known> known(Words neutral) {
    return NAMES.stream().map(name -> known(neutral, "sentence." + name)).toList();
  }

  private static Known known(Words neutral, String key) {
    String text = neutral.say(key).replaceAll("[‘’]", "'");
    String pattern =
        PLACE
            .splitAsStream(text + " ")
            .map(Pattern::quote)
            .collect(Collectors.joining("(.*?)"))
            .replaceFirst(" \\\\E$", "\\\\E");
    return new Known(key, Pattern.compile(pattern, Pattern.DOTALL), text.endsWith("}"));
  }

  String retell(String told) {
    return whole(told)
        .or(() -> doing(told))
        .orElseGet(() -> parts(told, part -> whole(part).orElse(part)));
  }

  private Optional<String> whole(String told) {
    for (Known sentence : KNOWN) {
      Matcher found = sentence.pattern().matcher(told);
      if (found.matches()) {
        return Optional.of(words.say(sentence.key(), arguments(found, sentence.ends())));
      }
    }
    return Optional.empty();
  }

  private Object[] arguments(MatchResult found, boolean ends) {
    return IntStream.rangeClosed(1, found.groupCount())
        .mapToObj(
            group ->
                ends && group == found.groupCount()
                    ? retell(found.group(group))
                    : found.group(group))
        .toArray();
  }

  /** What a person did, as a lead's story tells it. */
  private Optional<String> doing(String told) {
    Matcher found = DOING.matcher(told);
    if (!found.matches()) {
      return Optional.empty();
    }
    return words
        .find("event." + found.group(1).replace(' ', '.'))
        .map(what -> found.group(2) == null ? what : words.say("story.of", what, found.group(2)))
        .map(what -> found.group(3) == null ? what : words.say("story.by", what, found.group(3)));
  }

  private static String parts(String told, UnaryOperator<String> part) {
    return PART.matcher(told)
        .replaceAll(
            found -> {
              String text = found.group();
              String bare = text.strip();
              int start = text.indexOf(bare);
              String said = text.substring(0, start) + part.apply(bare);
              return Matcher.quoteReplacement(said + text.substring(start + bare.length()));
            });
  }
}
