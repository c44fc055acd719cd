// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows below heads.
 *
 * @param caption what the rows are, for those who cannot see the page
 * @param heads one for each cell of a row
 * @param next the address of the following rows; empty at the end
 * @param summed whether the last row is the sum of the others
 */
public record Table(
    String caption, List<Head> heads, List<List<Cell>> rows, Optional<String> next, boolean summed)
    implements Piece {
  public Table {
    heads = List.copyOf(heads);
    rows = List.copyOf(rows);
  }

  /**
   * @param figures whether its cells are figures, set to the right
   */
  public record Head(String text, boolean figures) {}

  /** A table without rows yet. */
  public static Table of(String caption, String... heads) {
    List<Head> named = new ArrayList<>();
    for (String head : heads) {
      boolean figures = head.startsWith("#");
      named.add(new Head(figures ? head.substring(1) : head, figures));
    }
    return new Table(caption, named, List.of(), Optional.empty(), false);
  }

  public Table row(Cell... cells) {
    List<List<Cell>> more = new ArrayList<>(rows);
    more.add(List.of(cells));
    return new Table(caption, heads, more, next, summed);
  }

  public Table next(Optional<String> address) {
    return new Table(caption, heads, rows, address, summed);
  }

  /** The same rows, of which the last one sums the others up. */
  public Table sum() {
    return new Table(caption, heads, rows, next, true);
  }

  public boolean isTotal(List<Cell> row) {
    return summed && row == rows.get(rows.size() - 1);
  }
}
