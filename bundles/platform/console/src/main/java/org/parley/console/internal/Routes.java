// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.console.internal.view.Screen;

/**
 * What answers below a page's path. A refused change is answered by the page that offered it: the
 * one of the same address, or else the one above it, with what was typed and what is wrong.
 */
public final class Routes {
  private final List<Route> routes = new ArrayList<>();

  private record Route(boolean changes, String[] parts, Function<Visit, Answer> answer) {}

  /** Shows a page; parts in braces are named and match anything. */
  public Routes show(String pattern, Function<Visit, Screen> screen) {
    return get(pattern, visit -> new Answer.Show(screen.apply(visit)));
  }

  public Routes get(String pattern, Function<Visit, Answer> answer) {
    routes.add(new Route(false, parts(pattern), answer));
    return this;
  }

  public Routes post(String pattern, Function<Visit, Answer> answer) {
    routes.add(new Route(true, parts(pattern), answer));
    return this;
  }

  /**
   * @throws NotFound when nothing answers there
   */
  public Answer answer(Visit visit) {
    if (!visit.changes()) {
      return run(visit, false, visit.rest());
    }
    try {
      return run(visit, true, visit.rest());
    } catch (ParleyException refused) {
      return again(visit, refused);
    }
  }

  private Answer again(Visit visit, ParleyException refused) {
    List<String> at = visit.rest();
    while (find(false, at).isEmpty()) {
      if (at.isEmpty()) {
        throw refused;
      }
      at = at.subList(0, at.size() - 1);
    }
    Answer answer;
    try {
      answer = run(visit.refused(refused), false, at);
    } catch (NotFound gone) {
      throw refused;
    }
    return answer instanceof Answer.Show shown
        ? new Answer.Show(Faults.explain(visit, refused, shown.screen()))
        : answer;
  }

  private Answer run(Visit visit, boolean changes, List<String> at) {
    Route route = find(changes, at).orElseThrow(() -> new NotFound("page", String.join("/", at)));
    return route.answer().apply(visit.named(names(route.parts(), at)));
  }

  private Optional<Route> find(boolean changes, List<String> at) {
    return routes.stream()
        .filter(route -> route.changes() == changes && matches(route.parts(), at))
        .findFirst();
  }

  private static boolean matches(String[] parts, List<String> at) {
    if (parts.length != at.size()) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!isName(parts[i]) && !parts[i].equals(at.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> names(String[] parts, List<String> at) {
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < parts.length; i++) {
      if (isName(parts[i])) {
        names.put(parts[i].substring(1, parts[i].length() - 1), at.get(i));
      }
    }
    return names;
  }

  private static boolean isName(String part) {
    return part.startsWith("{");
  }

  private static String[] parts(String pattern) {
    return pattern.isEmpty() ? new String[0] : pattern.split("/");
  }
}
