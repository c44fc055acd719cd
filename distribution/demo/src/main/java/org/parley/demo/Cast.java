// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import java.util.stream.IntStream;

/**
 * Who plays and what about. One dialogue can be played many times on a hub, each time with others.
 *
 * @param number 0 for the first
 */
public record Cast(int number) {
  /** The name of the campaign that all dialogues belong to. */
  public static final String CAMPAIGN = "Garden letters";

  private static final String TITLE = "Seven roses that forgive everything";

  /** The first whose people the hub has not met: whoever has signed up already is no stranger. */
  static Cast unknownTo(Hub hub) {
    return IntStream.iterate(0, number -> number + 1)
        .mapToObj(Cast::new)
        .filter(cast -> !hub.knows(cast.reader()) && !hub.knows(cast.visitor()))
        .findFirst()
        .orElseThrow();
  }

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
