// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.view;

/**
 * Something that can be done: a link to where it is done, or a button that does it.
 *
 * @param label what it is called
 * @param href where it leads or is sent
 * @param sends whether it is a button that changes something
 * @param look how much weight it has on the page
 * @param consequence what will happen and how to undo it, shown beside the button; may be empty
 */
public record Action(String label, String href, boolean sends, Look look, String consequence) {
  public enum Look {
    MAIN,
    PLAIN,
    DANGER
  }

  public static Action to(String label, String href) {
    return new Action(label, href, false, Look.PLAIN, "");
  }

  public static Action send(String label, String href) {
    return new Action(label, href, true, Look.PLAIN, "");
  }

  public Action main() {
    return new Action(label, href, sends, Look.MAIN, consequence);
  }

  public Action danger() {
    return new Action(label, href, sends, Look.DANGER, consequence);
  }

  public Action because(String text) {
    return new Action(label, href, sends, look, text);
  }
}
