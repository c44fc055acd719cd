// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.util.List;

/**
 * What a benchmark found.
 *
 * @param tables of figures
 * @param notes what must be known to read them, one sentence or two each
 * @param charts that show some of them
 */
record Result(List<Table> tables, List<String> notes, List<Chart> charts) {

  Result {
    tables = List.copyOf(tables);
    notes = List.copyOf(notes);
    charts = List.copyOf(charts);
  }

  Result(List<Table> tables, List<String> notes) {
    this(tables, notes, List.of());
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    for (Table table : tables) {
      text.append(table.markdown()).append('\n');
    }
    for (Chart chart : charts) {
      text.append("![").append(chart.title()).append("](images/").append(chart.fileName());
      text.append(")\n\n");
    }
    for (String note : notes) {
      text.append("- ").append(note).append('\n');
    }
    return text.toString();
  }
}
