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
 */
public record Screen(
    int status,
    String title,
    String about,
    Optional<Action> back,
    List<Action> actions,
    List<Piece> pieces,
    boolean live) {
  public Screen {
    actions = List.copyOf(actions);
    pieces = List.copyOf(pieces);
  }

  public static Screen of(String title, String about) {
    return new Screen(200, title, about, Optional.empty(), List.of(), List.of(), false);
  }

  public Screen status(int code) {
    return new Screen(code, title, about, back, actions, pieces, live);
  }

  public Screen back(String label, String href) {
    Optional<Action> above = Optional.of(Action.to(label, href));
    return new Screen(status, title, about, above, actions, pieces, live);
  }

  public Screen action(Action action) {
    List<Action> more = new ArrayList<>(actions);
    more.add(action);
    return new Screen(status, title, about, back, more, pieces, live);
  }

  public Screen add(Piece piece) {
    List<Piece> more = new ArrayList<>(pieces);
    more.add(piece);
    return new Screen(status, title, about, back, actions, more, live);
  }

  public Screen first(Piece piece) {
    List<Piece> more = new ArrayList<>(pieces);
    more.add(0, piece);
    return new Screen(status, title, about, back, actions, more, live);
  }

  public Screen alive() {
    return new Screen(status, title, about, back, actions, pieces, true);
  }
}
