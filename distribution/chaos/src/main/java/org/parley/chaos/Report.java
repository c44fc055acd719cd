// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.util.ArrayList;
import java.util.List;

/** What all trials have shown, and what was not tried. */
final class Report {
  private final StringBuilder rows = new StringBuilder();
  private final List<String> skipped = new ArrayList<>();

  void add(Outcome outcome) {
    rows.append(outcome.rows());
  }

  /**
   * @param obstacle why it cannot be done on this machine
   */
  void skip(String trial, String obstacle) {
    skipped.add(trial + " (" + obstacle + ")");
  }

  @Override
  public String toString() {
    String table = Outcome.head() + rows;
    return skipped.isEmpty() ? table : table + "\nSkipped: " + String.join(", ", skipped) + "\n";
  }
}
