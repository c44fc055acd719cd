// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.List;
import org.parley.api.profiles.Merge;
import org.parley.api.profiles.Profile;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Action;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Table;
import org.parley.console.internal.view.Tone;

/** The merges that made a profile what it is. */
final class Merges {
  private Merges() {}

  static Table table(Visit visit, Profile profile, List<Merge> merges) {
    Table table =
        Table.of(
            visit.say("merges.title"),
            visit.say("head.at"),
            visit.say("merges.from"),
            visit.say("suggestions.reason"),
            visit.say("head.do"));
    for (Merge merge : merges) {
      table =
          table.row(
              visit.written().time(merge.at()),
              Cell.code(merge.other().toString()),
              Cell.text(merge.reason()),
              undo(visit, profile, merge));
    }
    return table;
  }

  private static Cell undo(Visit visit, Profile profile, Merge merge) {
    if (merge.undoneAt().isPresent()) {
      return new Cell.Badge(Tone.CALM, visit.say("merges.undone"));
    }
    String href = visit.here(profile.id(), "split", merge.id());
    return new Cell.Buttons(List.of(Action.send(visit.say("merges.undo"), href)));
  }
}
