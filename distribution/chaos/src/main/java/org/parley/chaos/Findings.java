// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is not as it was acknowledged, each in a sentence. */
public final class Findings {
  private final List<String> missing = new ArrayList<>();
  private final List<String> doubled = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private long compared;
  private long inDoubt;

  /** Holds how often each thing is there against how often it must be. */
  void compare(String what, Map<String, Long> expected, Map<String, Long> there) {
    var names = new TreeSet<>(expected.keySet());
    names.addAll(there.keySet());
    for (String name : names) {
      compare(what + " " + name, expected.getOrDefault(name, 0L), there.getOrDefault(name, 0L));
    }
  }

  void compare(String what, long expected, long there) {
    note(there - expected, what + ": " + there + " for " + expected);
  }

  /** Notes by how much there is too much, below zero too little. */
  void note(long surplus, String sentence) {
    compared++;
    if (surplus < 0) {
      missing.add(sentence);
    } else if (surplus > 0) {
      doubled.add(sentence);
    }
  }

  /** Notes what is neither missing nor doubled. */
  void wrong(String sentence) {
    wrong.add(sentence);
  }

  /** Notes what was stored though it was refused, where that is allowed. */
  void inDoubt(long count) {
    inDoubt += count;
  }

  public List<String> missing() {
    return List.copyOf(missing);
  }

  public List<String> doubled() {
    return List.copyOf(doubled);
  }

  /** A hub that does not come back or answers with an error, parked records and the like. */
  public List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** How many clicks were counted whose answer was that they cannot be counted for now. */
  public long inDoubt() {
    return inDoubt;
  }

  /** How many things were held against what was acknowledged. */
  public long compared() {
    return compared;
  }

  /** Whether all is as it was acknowledged. */
  public boolean isClean() {
    return missing.isEmpty() && doubled.isEmpty() && wrong.isEmpty();
  }

  @Override
  public String toString() {
    return "missing %s, doubled %s, wrong %s".formatted(missing, doubled, wrong);
  }
}
