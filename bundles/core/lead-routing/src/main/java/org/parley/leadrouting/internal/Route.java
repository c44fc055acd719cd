// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.api.leads.RoutingRule;
import org.parley.api.links.Origin;

/** Finds the rule that decides a lead's owner, and says why. */
final class Route {
  private Route() {}

  /**
   * What the rules look at.
   *
   * @param attributes the profile's
   */
  record Case(String interest, int score, Origin source, Map<String, String> attributes) {}

  /**
   * @param reason which conditions were met, one sentence
   */
  record Decision(RoutingRule rule, String reason) {}

  /**
   * The decision of the first rule that the case meets; the same for the same rules and case,
   * always.
   */
  static Optional<Decision> decide(List<RoutingRule> rules, Case lead) {
    return rules.stream()
        .filter(rule -> meets(rule, lead))
        .findFirst()
        .map(rule -> new Decision(rule, reason(rule, lead)));
  }

  /** The owner whose turn it is. */
  static String owner(RoutingRule rule, long turn) {
    return rule.owners().get((int) (turn % rule.owners().size()));
  }

  /** Whose turn it is among several owners, to be added to the reason. */
  static String turn(RoutingRule rule, long turn) {
    int owners = rule.owners().size();
    return owners == 1 ? "" : "; turn " + (turn % owners + 1) + " of " + owners;
  }

  private static boolean meets(RoutingRule rule, Case lead) {
    return met(rule.country(), Optional.ofNullable(lead.attributes().get("country")))
        && met(rule.language(), Optional.ofNullable(lead.attributes().get("language")))
        && met(rule.interest(), Optional.of(lead.interest()))
        && met(rule.network(), lead.source().network())
        && rule.minimumScore().filter(minimum -> lead.score() < minimum).isEmpty();
  }

  private static boolean met(Optional<String> wanted, Optional<String> actual) {
    return wanted.isEmpty() || actual.filter(wanted.get()::equalsIgnoreCase).isPresent();
  }

  private static String reason(RoutingRule rule, Case lead) {
    List<String> met = new ArrayList<>();
    rule.country().ifPresent(country -> met.add("country is '" + country + "'"));
    rule.language().ifPresent(language -> met.add("language is '" + language + "'"));
    rule.interest().ifPresent(interest -> met.add("interest is '" + interest + "'"));
    rule.network().ifPresent(network -> met.add("came from '" + network + "'"));
    rule.minimumScore()
        .ifPresent(minimum -> met.add("score " + lead.score() + " is at least " + minimum));
    return "Rule '"
        + rule.name()
        + "': "
        + (met.isEmpty() ? "takes every lead" : String.join(", ", met));
  }
}
