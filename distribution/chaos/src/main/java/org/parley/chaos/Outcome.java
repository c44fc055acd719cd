// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.util.List;

/**
 * What an experiment has shown.
 *
 * @param summary what was done on the hub meanwhile
 */
public record Outcome(List<Struck> struck, Findings findings, String summary) {
  private static final int LONGEST = 200;

  public Outcome {
    struck = List.copyOf(struck);
  }

  static String head() {
    return "| fault | what was done | rounds | acknowledged | refused with 503 | other errors | no answer"
        + " | missing | doubled | healthy again after, s | what it said meanwhile |\n"
        + "|---|---|---|---|---|---|---|---|---|---|---|\n";
  }

  /** A row for each fault; what is missing or doubled is that of the whole. */
  public String rows() {
    StringBuilder rows = new StringBuilder();
    for (Struck each : struck) {
      rows.append(
          "| %s | %s | %d | %d | %d | %d | %d | %d | %d | %s | %s |%n"
              .formatted(
                  each.name(),
                  each.deed(),
                  each.rounds(),
                  each.acknowledged(),
                  each.refused(),
                  each.errors(),
                  each.unanswered(),
                  findings.missing().size(),
                  findings.doubled().size(),
                  each.recovery(),
                  told(each)));
    }
    return rows.toString();
  }

  private static String told(Struck each) {
    List<String> told = each.told();
    return told.isEmpty()
        ? "that it is well"
        : String.join("; ", told.stream().map(Outcome::shorten).toList()).replace("|", "/");
  }

  private static String shorten(String sentence) {
    return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST) + "…";
  }
}
