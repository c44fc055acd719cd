// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;

/** Finds pages, actions and what the pages know, by a few letters. */
final class Finder {
  private final Collection<Page> pages;

  Finder(Collection<Page> pages) {
    this.pages = pages;
  }

  Screen find(Visit visit) {
    String text = visit.text("q").orElse("");
    Screen screen = visit.screen("search").sought(text);
    List<Page> open =
        pages.stream()
            .filter(page -> visit.caller().holdsAny(page.place().roles()))
            .sorted(
                Comparator.comparing((Page page) -> page.place().group())
                    .thenComparing(page -> page.place().order()))
            .toList();
    List<Piece> hits = new ArrayList<>();
    add(hits, visit.say("search.pages"), titles(open, text, visit));
    add(hits, visit.say("search.actions"), actions(open, text, visit));
    if (!text.isEmpty()) {
      for (Page page : open) {
        add(hits, visit.say(page.place().key() + ".title"), page.seek(text, visit));
      }
    }
    if (hits.isEmpty()) {
      hits.add(
          new Piece.Empty(
              visit.say("search.none"),
              visit.say("search.none.text", text),
              Optional.empty(),
              Optional.empty()));
    }
    return screen.add(new Piece.Found(hits));
  }

  private static void add(List<Piece> hits, String kind, List<Piece.Hit> found) {
    if (!found.isEmpty()) {
      hits.add(new Piece.Hits(kind, found));
    }
  }

  private static List<Piece.Hit> titles(List<Page> pages, String text, Visit visit) {
    return pages.stream()
        .map(Page::place)
        .map(
            place ->
                new Piece.Hit(
                    visit.say(place.key() + ".title"),
                    visit.say(place.key() + ".about"),
                    "/console/" + place.path()))
        .filter(hit -> isIn(hit.title(), text))
        .toList();
  }

  private static List<Piece.Hit> actions(List<Page> pages, String text, Visit visit) {
    return pages.stream()
        .filter(page -> page.routes().shows("new"))
        .map(page -> action(page.place(), visit))
        .flatMap(Optional::stream)
        .filter(hit -> isIn(hit.title(), text))
        .toList();
  }

  private static Optional<Piece.Hit> action(Place place, Visit visit) {
    return visit
        .words()
        .find(place.key() + ".new")
        .map(title -> new Piece.Hit(title, "", "/console/" + place.path() + "/new"));
  }

  /** Whether a name holds what is looked for, in any case. */
  static boolean isIn(String name, String text) {
    return name.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }
}
