// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.api.security.Witness;
import org.parley.console.internal.view.Screen;

/**
 * What answers below a page's path. A refused change is answered by the page that offered it: the
 * one of the same address, or else the one above it, with what was typed and what is wrong.
 */
public final class Routes {
  private final List<Route> routes = new ArrayList<>();

  private record Route(
      boolean changes, Optional<Deed> deed, String[] parts, Function<Visit, Answer> answer) {}

  /**
   * What is to be noted of a request.
   *
   * @param action as the audit log calls it
   * @param beyond whether it reaches beyond the database
   */
  private record Deed(String action, boolean beyond) {}

  /** Shows a page; parts in braces are named and match anything. */
  public Routes show(String pattern, Function<Visit, Screen> screen) {
    return get(pattern, visit -> new Answer.Show(screen.apply(visit)));
  }

  public Routes get(String pattern, Function<Visit, Answer> answer) {
    routes.add(new Route(false, Optional.empty(), parts(pattern), answer));
    return this;
  }

  /**
   * What changes nothing and is noted nevertheless.
   *
   * @param action what the audit log calls it
   */
  public Routes get(String pattern, String action, Function<Visit, Answer> answer) {
    routes.add(new Route(false, Optional.of(new Deed(action, false)), parts(pattern), answer));
    return this;
  }

  /**
   * What changes something, in one transaction with its entry in the audit log.
   *
   * @param action what it is called there, such as {@code link.created}
   */
  public Routes post(String pattern, String action, Function<Visit, Answer> answer) {
    routes.add(new Route(true, Optional.of(new Deed(action, false)), parts(pattern), answer));
    return this;
  }

  /** The same for what reaches beyond the database, such as to another system. */
  public Routes reach(String pattern, String action, Function<Visit, Answer> answer) {
    routes.add(new Route(true, Optional.of(new Deed(action, true)), parts(pattern), answer));
    return this;
  }

  /** Whether a page is shown there. */
  boolean shows(String path) {
    return find(false, List.of(parts(path))).isPresent();
  }

  /**
   * @throws NotFound when nothing answers there
   */
  Answer answer(Visit visit, Witness witness) {
    if (!visit.changes()) {
      return run(get(false, visit.rest()), visit, witness);
    }
    try {
      return run(get(true, visit.rest()), visit, witness);
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
    Route route = get(false, at);
    Answer answer;
    try {
      answer = route.answer().apply(visit.refused(refused).named(names(route.parts(), at)));
    } catch (NotFound gone) {
      throw refused;
    }
    return answer instanceof Answer.Show shown
        ? new Answer.Show(Faults.explain(visit, refused, shown.screen()))
        : answer;
  }

  private static Answer run(Route route, Visit visit, Witness witness) {
    Visit named = visit.named(names(route.parts(), visit.rest()));
    if (route.deed().isEmpty()) {
      return route.answer().apply(named);
    }
    Deed deed = route.deed().get();
    Supplier<Answer> work = () -> route.answer().apply(named);
    Told told = new Told(deed.action(), named, route.parts());
    return deed.beyond()
        ? witness.beyond(visit.caller(), work, told::of)
        : witness.within(visit.caller(), work, told::of);
  }

  /**
   * @throws NotFound when nothing answers there
   */
  private Route get(boolean changes, List<String> at) {
    return find(changes, at).orElseThrow(() -> new NotFound("page", String.join("/", at)));
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
