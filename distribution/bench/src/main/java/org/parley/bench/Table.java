// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of the hub beside those of a peer; they are filled in round by round. */
final class Table {
  private final String title;
  private final String peer;
  private final Map<String, Row> rows = new LinkedHashMap<>();

  /**
   * @param figures what is measured, in the order in which it is shown
   * @param peer with whom the hub is compared; empty for nobody
   */
  Table(String title, String peer, List<String> figures) {
    this.title = title;
    this.peer = peer;
    figures.forEach(this::row);
  }

  private static final class Row {
    private final Series ours = new Series();
    private final Series theirs = new Series();
    private String goal = "";
  }

  void ours(String figure, double value) {
    row(figure).ours.add(value);
  }

  void theirs(String figure, double value) {
    row(figure).theirs.add(value);
  }

  /** Says what the figure shall come to. */
  void goal(String figure, String goal) {
    row(figure).goal = goal;
  }

  private Row row(String figure) {
    return rows.computeIfAbsent(figure, any -> new Row());
  }

  double median(String figure) {
    return row(figure).ours.median();
  }

  double peerMedian(String figure) {
    return row(figure).theirs.median();
  }

  String markdown() {
    StringBuilder text = new StringBuilder("**").append(title).append("**\n\n");
    boolean alone = peer.isEmpty();
    text.append(alone ? "| figure | Parley | goal |\n" : head())
        .append(alone ? "|---|---|---|\n" : "");
    rows.forEach(
        (figure, row) -> {
          if (row.ours.isEmpty() && row.theirs.isEmpty()) {
            return;
          }
          text.append("| ").append(figure).append(" | ").append(row.ours);
          if (!alone) {
            text.append(" | ").append(row.theirs).append(" | ").append(ratio(row));
          }
          text.append(" | ").append(row.goal).append(" |\n");
        });
    return text.toString();
  }

  private String head() {
    return "| figure | Parley | " + peer + " | ratio | goal |\n|---|---|---|---|---|\n";
  }

  private static String ratio(Row row) {
    boolean both = !row.ours.isEmpty() && !row.theirs.isEmpty() && row.theirs.median() > 0;
    return both ? Series.number(row.ours.median() / row.theirs.median()) : "–";
  }
}
