// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.api.security.Caller;
import org.parley.api.security.SignIn;
import org.parley.console.internal.view.Frame;
import org.parley.console.internal.view.Screen;

/** Puts a page's own part into the frame and both into HTML. */
final class Painter {
  private final TemplateEngine engine = engine();
  private final String version;

  /**
   * @param version of the assets
   */
  Painter(String version) {
    this.version = version;
  }

  /**
   * jte looks for precompiled templates in the context loader of the thread that makes the engine,
   * whatever loader it is given.
   */
  private static TemplateEngine engine() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader bundle = Painter.class.getClassLoader();
    thread.setContextClassLoader(bundle);
    try {
      return TemplateEngine.createPrecompiled(
          null, ContentType.Html, bundle, "org.parley.console.internal.jte");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Who looks at what. */
  record Viewer(Words words, SignIn.@Nullable Session session, String here, String page) {
    Optional<Caller> caller() {
      return Optional.ofNullable(session).map(SignIn.Session::caller);
    }
  }

  String paint(Viewer viewer, Collection<Page> pages, Screen screen) {
    SignIn.Session session = viewer.session();
    Frame frame =
        new Frame(
            viewer.words(),
            viewer.caller().map(caller -> groups(viewer, caller, pages)).orElse(List.of()),
            viewer.caller().map(Caller::name),
            viewer.here(),
            session == null ? "" : session.csrf(),
            version,
            screen);
    StringOutput output = new StringOutput(16_384);
    engine.render("frame.jte", frame, output);
    return output.toString();
  }

  private static List<Frame.Group> groups(Viewer viewer, Caller caller, Collection<Page> pages) {
    List<Frame.Group> groups = new ArrayList<>();
    for (Place.Group group : EnumSet.complementOf(EnumSet.of(Place.Group.FRAME))) {
      List<Frame.Entry> entries =
          pages.stream()
              .map(Page::place)
              .filter(place -> place.group() == group && caller.holdsAny(place.roles()))
              .sorted(Comparator.comparingInt(Place::order))
              .map(place -> entry(viewer, place))
              .toList();
      if (!entries.isEmpty()) {
        groups.add(new Frame.Group(viewer.words().say("group." + group), entries));
      }
    }
    return groups;
  }

  private static Frame.Entry entry(Viewer viewer, Place place) {
    String title = viewer.words().say(place.key() + ".title");
    return new Frame.Entry(
        title, "/console/" + place.path(), place.key(), place.path().equals(viewer.page()));
  }
}
