// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.view;

import java.util.List;
import java.util.Optional;
import org.parley.console.internal.Words;

/**
 * Everything around a page's own part.
 *
 * @param person who is signed in; empty before
 * @param here the address of this page, for switching the language
 * @param csrf what each form carries
 * @param version of the assets, so that a new one is fetched
 */
public record Frame(
    Words words,
    List<Group> groups,
    Optional<String> person,
    String here,
    String csrf,
    String version,
    Screen screen) {
  public Frame {
    groups = List.copyOf(groups);
  }

  public record Group(String title, List<Entry> entries) {
    public Group {
      entries = List.copyOf(entries);
    }
  }

  /**
   * @param icon the name of its icon
   * @param current whether this page or one below it is shown
   */
  public record Entry(String title, String href, String icon, boolean current) {}

  /** Where a table of this page is had as a file; empty for one without rows. */
  public String file(Table table) {
    List<Table> all = screen.tables();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) == table && !table.rows().isEmpty() && screen.status() == 200) {
        return here + (here.contains("?") ? "&" : "?") + "csv=" + i;
      }
    }
    return "";
  }

  /** What was searched for, on the page that says what was found. */
  public String sought() {
    return screen.sought();
  }

  public String say(String key) {
    return words.say(key);
  }

  public String language() {
    return words.locale().getLanguage();
  }

  /** The other language of the console. */
  public String otherLanguage() {
    return language().equals("de") ? "en" : "de";
  }
}
