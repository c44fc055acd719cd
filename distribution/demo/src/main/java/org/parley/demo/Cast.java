// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

/**
 * Who plays and what about. One dialogue can be played many times on a hub, each time with others.
 *
 * @param number 0 for the demo
 */
public record Cast(int number) {
  private static final String TITLE = "Seven roses that forgive everything";

  /** Who reads the garden letter already. */
  public String reader() {
    return address("grace");
  }

  /** Who comes by a click and becomes a customer. */
  public String visitor() {
    return address("ada");
  }

  /** The title of the feed's item. */
  public String title() {
    return number == 0 ? TITLE : TITLE + ", part " + number;
  }

  private String address(String name) {
    return number == 0 ? name + "@example.org" : name + "." + number + "@example.org";
  }
}
