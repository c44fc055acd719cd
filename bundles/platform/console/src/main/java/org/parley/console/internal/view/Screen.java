// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page's own part, within the frame.
 *
 * @param about the one sentence that says what the page answers
 * @param back the page above it
 * @param live whether its pieces are renewed while it is looked at
 * @param sought what was searched for; empty on all pages but that of the search
 */
public record Screen(
    int status,
    String title,
    String about,
    Optional<Action> back,
    List<Action> actions,
    List<Piece> pieces,
    boolean live,
    String sought) {
  public Screen {
    actions = List.copyOf(actions);
    pieces = List.copyOf(pieces);
  }

  public static Screen of(String title, String about) {
    return new Screen(200, title, about, Optional.empty(), List.of(), List.of(), false, "");
  }

  public Screen status(int code) {
    return new Screen(code, title, about, back, actions, pieces, live, sought);
  }

  public Screen back(String label, String href) {
    Optional<Action> above = Optional.of(Action.to(label, href));
    return new Screen(status, title, about, above, actions, pieces, live, sought);
  }

  public Screen action(Action action) {
    List<Action> more = new ArrayList<>(actions);
    more.add(action);
    return new Screen(status, title, about, back, more, pieces, live, sought);
  }

  public Screen add(Piece piece) {
    List<Piece> more = new ArrayList<>(pieces);
    more.add(piece);
    return new Screen(status, title, about, back, actions, more, live, sought);
  }

  public Screen first(Piece piece) {
    List<Piece> more = new ArrayList<>(pieces);
    more.add(0, piece);
    return new Screen(status, title, about, back, actions, more, live, sought);
  }

  public Screen sought(String text) {
    return new Screen(status, title, about, back, actions, pieces, live, text);
  }

  public Screen alive() {
    return new Screen(status, title, about, back, actions, pieces, true, sought);
  }

  /** Every table of the page, in order, also those behind pictures. */
  public List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    pieces.forEach(piece -> collect(piece, tables));
    return tables;
  }

  private static void collect(Piece piece, List<Table> tables) {
    if (piece instanceof Table table) {
      tables.add(table);
    } else if (piece instanceof Piece.Section section) {
      section.pieces().forEach(part -> collect(part, tables));
    } else if (piece instanceof Piece.Beside beside) {
      beside.glance().forEach(part -> collect(part, tables));
      beside.pieces().forEach(part -> collect(part, tables));
    } else if (piece instanceof Piece.Bars bars) {
      tables.add(bars.table());
    } else if (piece instanceof Piece.Sparks sparks) {
      tables.add(sparks.table());
    }
  }
}
