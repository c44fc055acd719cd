// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import org.parley.console.internal.view.Screen;

/** What a page answers. */
public sealed interface Answer {
  record Show(Screen screen) implements Answer {}

  /**
   * @param said the key of what was done, told on the page that follows; may be empty
   * @param subject the id of what was made; empty when the addresses name it
   */
  record SeeOther(String address, String said, String subject) implements Answer {
    public SeeOther(String address, String said) {
      this(address, said, "");
    }
  }

  /**
   * A page from which the browser goes on by itself: to another site, where a form of this one
   * could not lead, or to see again later.
   *
   * @param address of this site or of another
   * @param seconds before it goes
   */
  record Onward(Screen screen, String address, long seconds) implements Answer {}

  /**
   * @param name under which it is kept; empty when it is only looked at
   */
  record File(String type, byte[] bytes, String name) implements Answer {
    public File {
      bytes = bytes.clone();
    }

    public File(String type, byte[] bytes) {
      this(type, bytes, "");
    }

    @Override
    public byte[] bytes() {
      return bytes.clone();
    }
  }
}
