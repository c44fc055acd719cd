// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.view;

import java.util.List;

/** One value in a row, a fact or a step. */
public sealed interface Cell {
  record Text(String text) implements Cell {}

  /**
   * Figures, set so that they line up.
   *
   * @param plain for machines, without the marks of a language
   * @param href the list of what it counts; empty where there is none
   */
  record Count(String text, String plain, String href) implements Cell {
    public Count to(String list) {
      return new Count(text, plain, list);
    }
  }

  /**
   * @param href a page of the console, or an http address
   */
  record Link(String href, String text) implements Cell {}

  record Badge(Tone tone, String text) implements Cell {}

  /**
   * @param text in the viewer's zone
   * @param iso for machines
   * @param exact shown on hover
   */
  record Time(String text, String iso, String exact) implements Cell {}

  /** An identity or another text that is read letter by letter. */
  record Code(String text) implements Cell {}

  /** Several values below each other. */
  record Stack(List<Cell> cells) implements Cell {
    public Stack {
      cells = List.copyOf(cells);
    }
  }

  record Buttons(List<Action> actions) implements Cell {
    public Buttons {
      actions = List.copyOf(actions);
    }
  }

  static Cell text(String text) {
    return new Text(text);
  }

  static Cell link(String href, String text) {
    return new Link(href, text);
  }

  static Cell code(String text) {
    return new Code(text);
  }

  static Cell stack(Cell... cells) {
    return new Stack(List.of(cells));
  }
}
