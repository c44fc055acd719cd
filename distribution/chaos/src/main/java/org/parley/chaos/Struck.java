// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What one fault has done to a hub, round by round. */
public final class Struck {
  private final String name;
  private final String deed;
  private final List<Double> seconds = new ArrayList<>();
  private final Set<String> said = new LinkedHashSet<>();
  private final List<String> ends = new ArrayList<>();
  private final Map<String, Integer> phases = new TreeMap<>();
  private final Map<Integer, Long> answers = new TreeMap<>();
  private int rounds;
  private String extent = "";

  Struck(String name, String deed) {
    this.name = name;
    this.deed = deed;
  }

  void round(String phase) {
    rounds++;
    phases.merge(phase, 1, Integer::sum);
  }

  void extent(String words) {
    extent = ": " + words;
  }

  void healthyAfter(double seconds) {
    this.seconds.add(seconds);
  }

  void said(Set<String> sentences) {
    said.addAll(sentences);
  }

  void ended(List<String> endings) {
    ends.addAll(endings);
  }

  /** Takes the answers that came between two moments, by status. */
  void answers(Map<Integer, Long> before, Map<Integer, Long> after) {
    after.forEach((status, count) -> answers.merge(status, count, Long::sum));
    before.forEach((status, count) -> answers.merge(status, -count, Long::sum));
  }

  public String name() {
    return name;
  }

  public String deed() {
    return deed + extent;
  }

  public int rounds() {
    return rounds;
  }

  /** How often it struck at which step of the dialogue. */
  public Map<String, Integer> phases() {
    return Collections.unmodifiableMap(phases);
  }

  long acknowledged() {
    return sum(200, 399);
  }

  long refused() {
    return sum(503, 503);
  }

  long errors() {
    return sum(500, 599) - refused();
  }

  long unanswered() {
    return sum(Ledger.NO_ANSWER, Ledger.NO_ANSWER);
  }

  private long sum(int from, int to) {
    return answers.entrySet().stream()
        .filter(answer -> answer.getKey() >= from && answer.getKey() <= to)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The median of the times after which it was healthy again by itself, and the longest. */
  String recovery() {
    if (seconds.isEmpty()) {
      return "–";
    }
    List<Double> sorted = seconds.stream().sorted().toList();
    return "%.1f (≤ %.1f)".formatted(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
  }

  /** What {@code /health} said meanwhile, and how the process ended if it did. */
  List<String> told() {
    List<String> told = new ArrayList<>(said);
    told.addAll(new LinkedHashSet<>(ends));
    return told;
  }
}
