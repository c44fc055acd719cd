// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parley.api.security.Witness.Deed;

/** What the audit log says of a change that somebody made on a page. */
final class Told {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final String action;
  private final Visit visit;
  private final String[] pattern;

  /**
   * @param pattern the parts of the change's address, names in braces
   */
  Told(String action, Visit visit, String[] pattern) {
    this.action = action;
    this.visit = visit;
    this.pattern = pattern;
  }

  Deed of(Answer answer) {
    return new Deed(action, subject(answer), detail());
  }

  /** What was made, or what the addresses name; the log wants one, so else where it was done. */
  private String subject(Answer answer) {
    if (answer instanceof Answer.SeeOther next && !next.subject().isEmpty()) {
      return next.subject();
    }
    String named = named(answer);
    return named.isEmpty() ? visit.place() : named;
  }

  /** What the address names last, or what was made: the page that follows is about it. */
  private String named(Answer answer) {
    boolean makes = pattern.length > 0 && pattern[pattern.length - 1].equals("new");
    Stream<String> parts =
        makes && answer instanceof Answer.SeeOther next
            ? Arrays.stream(next.address().split("/")).filter(part -> ID.matcher(part).matches())
            : Arrays.stream(pattern)
                .filter(part -> part.startsWith("{"))
                .map(part -> visit.part(part.substring(1, part.length() - 1)));
    return parts.reduce((former, last) -> last).orElse("");
  }

  /** What was typed that is neither secret nor long. */
  private String detail() {
    return Stream.of("name", "title", "slug", "owner", "won")
        .filter(name -> visit.text(name).isPresent())
        .map(name -> name + " " + visit.text(name).orElseThrow())
        .collect(Collectors.joining(", "));
  }
}
