// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.util.List;

/**
 * What a benchmark found.
 *
 * @param tables of figures
 * @param notes what must be known to read them, one sentence or two each
 */
record Result(List<Table> tables, List<String> notes) {

  Result {
    tables = List.copyOf(tables);
    notes = List.copyOf(notes);
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    for (Table table : tables) {
      text.append(table.markdown()).append('\n');
    }
    for (String note : notes) {
      text.append("- ").append(note).append('\n');
    }
    return text.toString();
  }
}
