// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.leads.RoutingRule;
import org.parley.api.leads.ScoringRule;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** The tables of rules. */
final class Rules {
  private static final String SCORING =
      """
      SELECT id, name, interaction, attribute, expected, points, half_life_days, version
      FROM leadrouting_scoring_rule %s ORDER BY name, id
      """;

  private static final String ROUTING =
      """
      SELECT id, place, name, country, language, interest, network, minimum_score, account, version
      FROM leadrouting_routing_rule %s ORDER BY place, id
      """;

  private Rules() {}

  static List<ScoringRule> scoring(Transaction tx) {
    return tx.sql(SCORING.formatted("")).list(Rules::scoring);
  }

  static Optional<ScoringRule> findScoring(Transaction tx, UUID id) {
    return tx.sql(SCORING.formatted("WHERE id = :id")).bind("id", id).first(Rules::scoring);
  }

  static void insert(Transaction tx, ScoringRule rule) {
    bind(
            tx.sql(
                """
                INSERT INTO leadrouting_scoring_rule
                  (id, name, interaction, attribute, expected, points, half_life_days, version)
                VALUES
                  (:id, :name, :interaction, :attribute, :expected, :points, :halfLifeDays, :version)
                """),
            rule)
        .update();
  }

  /**
   * @param rule holds the version that was read
   * @return false when it has changed since or is gone
   */
  static boolean update(Transaction tx, ScoringRule rule) {
    return bind(
                tx.sql(
                    """
                    UPDATE leadrouting_scoring_rule SET name = :name, interaction = :interaction,
                      attribute = :attribute, expected = :expected, points = :points,
                      half_life_days = :halfLifeDays, version = version + 1
                    WHERE id = :id AND version = :version
                    """),
                rule)
            .update()
        == 1;
  }

  private static Statement bind(Statement statement, ScoringRule rule) {
    return statement
        .bind("id", rule.id())
        .bind("name", rule.name())
        .bind("interaction", rule.interaction().orElse(null))
        .bind("attribute", rule.attribute().orElse(null))
        .bind("expected", rule.value().orElse(null))
        .bind("points", rule.points())
        .bind("halfLifeDays", rule.halfLifeDays())
        .bind("version", rule.version());
  }

  static boolean deleteScoring(Transaction tx, UUID id) {
    return tx.sql("DELETE FROM leadrouting_scoring_rule WHERE id = :id").bind("id", id).update()
        == 1;
  }

  private static ScoringRule scoring(Row row) {
    return new ScoringRule(
        row.id("id"),
        row.text("name"),
        row.findText("interaction"),
        row.findText("attribute"),
        row.findText("expected"),
        (int) row.number("points"),
        (int) row.number("half_life_days"),
        row.number("version"));
  }

  static List<RoutingRule> routing(Transaction tx) {
    return withOwners(tx, tx.sql(ROUTING.formatted("")));
  }

  static Optional<RoutingRule> findRouting(Transaction tx, UUID id) {
    return withOwners(tx, tx.sql(ROUTING.formatted("WHERE id = :id")).bind("id", id)).stream()
        .findFirst();
  }

  /**
   * Owners are read last: when a change comes in between, an old version stands beside them, and
   * nothing can be based on that. A rule without owners was removed in between.
   */
  private static List<RoutingRule> withOwners(Transaction tx, Statement rules) {
    record Owner(UUID rule, String name) {}
    List<RoutingRule> found = rules.list(Rules::routing);
    Map<UUID, List<String>> owners =
        tx
            .sql("SELECT rule, owner FROM leadrouting_rule_owner ORDER BY rule, place")
            .list(row -> new Owner(row.id("rule"), row.text("owner")))
            .stream()
            .collect(groupingBy(Owner::rule, mapping(Owner::name, toList())));
    return found.stream()
        .map(rule -> rule.of(owners.getOrDefault(rule.id(), List.of())))
        .filter(rule -> !rule.owners().isEmpty())
        .toList();
  }

  static void insert(Transaction tx, RoutingRule rule) {
    bind(
            tx.sql(
                """
                INSERT INTO leadrouting_routing_rule
                  (id, place, name, country, language, interest, network, minimum_score, account,
                    turn, version)
                VALUES
                  (:id, :place, :name, :country, :language, :interest, :network, :minimumScore,
                    :account, 0, :version)
                """),
            rule)
        .update();
    insertOwners(tx, rule);
  }

  /**
   * @param rule holds the version that was read
   * @return false when it has changed since or is gone
   */
  static boolean update(Transaction tx, RoutingRule rule) {
    Statement update =
        tx.sql(
            """
            UPDATE leadrouting_routing_rule SET place = :place, name = :name, country = :country,
              language = :language, interest = :interest, network = :network,
              minimum_score = :minimumScore, account = :account, version = version + 1
            WHERE id = :id AND version = :version
            """);
    if (bind(update, rule).update() == 0) {
      return false;
    }
    deleteOwners(tx, rule.id());
    insertOwners(tx, rule);
    return true;
  }

  private static Statement bind(Statement statement, RoutingRule rule) {
    return statement
        .bind("id", rule.id())
        .bind("place", rule.place())
        .bind("name", rule.name())
        .bind("country", rule.country().orElse(null))
        .bind("language", rule.language().orElse(null))
        .bind("interest", rule.interest().orElse(null))
        .bind("network", rule.network().orElse(null))
        .bind("minimumScore", rule.minimumScore().orElse(null))
        .bind("account", rule.account().orElse(null))
        .bind("version", rule.version());
  }

  private static void insertOwners(Transaction tx, RoutingRule rule) {
    for (int place = 0; place < rule.owners().size(); place++) {
      tx.sql(
              "INSERT INTO leadrouting_rule_owner (rule, place, owner) VALUES (:rule, :place, :owner)")
          .bind("rule", rule.id())
          .bind("place", place)
          .bind("owner", rule.owners().get(place))
          .update();
    }
  }

  private static void deleteOwners(Transaction tx, UUID rule) {
    tx.sql("DELETE FROM leadrouting_rule_owner WHERE rule = :rule").bind("rule", rule).update();
  }

  static boolean deleteRouting(Transaction tx, UUID id) {
    deleteOwners(tx, id);
    return tx.sql("DELETE FROM leadrouting_routing_rule WHERE id = :id").bind("id", id).update()
        == 1;
  }

  /**
   * Takes the rule's next turn; its row stays locked until the transaction ends, so no two leads
   * get the same.
   */
  static long takeTurn(Transaction tx, UUID rule) {
    tx.sql("UPDATE leadrouting_routing_rule SET turn = turn + 1 WHERE id = :id")
        .bind("id", rule)
        .update();
    return tx.sql("SELECT turn FROM leadrouting_routing_rule WHERE id = :id")
            .bind("id", rule)
            .first(row -> row.number("turn"))
            .orElse(1L)
        - 1;
  }

  /** Without its owners. */
  private static RoutingRule routing(Row row) {
    return new RoutingRule(
        row.id("id"),
        row.text("name"),
        (int) row.number("place"),
        row.findText("country"),
        row.findText("language"),
        row.findText("interest"),
        row.findText("network"),
        row.findNumber("minimum_score").map(Math::toIntExact),
        List.of(),
        row.findId("account"),
        row.number("version"));
  }
}
