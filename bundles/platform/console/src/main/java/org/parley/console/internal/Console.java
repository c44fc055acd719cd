// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.parley.api.Busy;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.api.security.SignIn;
import org.parley.api.security.Witness;
import org.parley.api.web.Readiness;

/** Everything under {@code /console}: lets people in and hands them to the page they ask for. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("parley-console")
@HttpWhiteboardServletPattern("/console/*")
@HttpWhiteboardServletAsyncSupported
public final class Console extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** What needs no session. */
  private static final Set<String> OPEN = Set.of("assets", "sign-in", "language");

  private static final Duration SOON = Duration.ofSeconds(2);

  private final transient List<Page> pages = new CopyOnWriteArrayList<>();
  private final transient Assets assets = new Assets();
  private final transient InstantSource clock = InstantSource.system();
  private final transient Witness witness;
  private final transient Doors doors;
  private final transient Reply reply;
  private final transient Live live = new Live();
  private final transient Finder finder = new Finder(pages);
  private final transient Set<String> known = ConcurrentHashMap.newKeySet();

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  transient volatile @Nullable Readiness readiness;

  @Activate
  public Console(@Reference SignIn signIn, @Reference Witness witness) {
    this.witness = witness;
    this.doors = new Doors(signIn);
    this.reply = new Reply(new Painter(assets.version()), pages);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addPage(Page page) {
    pages.add(page);
    known.add(page.place().path());
  }

  void removePage(Page page) {
    pages.remove(page);
  }

  @Deactivate
  void stop() {
    live.close();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Turn turn = Turn.of(request, response, doors);
    turn.protect();
    try {
      HttpServletRequest read =
          FormRequest.read(request)
              .orElseThrow(() -> new Unreadable(turn.words().say("failed.unreadable")));
      answer(turn.with(read));
    } catch (RuntimeException failure) {
      reply.fail(turn, failure);
    }
  }

  private void answer(Turn turn) throws IOException {
    if (turn.first().equals("assets")) {
      if (!assets.serve(turn.second(), turn.response())) {
        throw new NotFound("page", turn.path());
      }
    } else if (!Set.of("GET", "HEAD", "POST").contains(turn.request().getMethod())) {
      turn.response().sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    } else if (turn.isPost() && Browser.isForeign(turn.request())) {
      throw new Forbidden(turn.words().say("forbidden.foreign"));
    } else if (OPEN.contains(turn.first())) {
      reply.send(turn, doors.open(turn));
    } else if (turn.session() == null) {
      reply.send(turn, Doors.toSignIn(turn));
    } else {
      doors.checkForm(turn);
      enter(turn);
    }
  }

  private void enter(Turn turn) throws IOException {
    if (turn.listens()) {
      live.follow(turn, () -> reply.paint(turn, show(turn)));
    } else if (turn.first().equals("sign-out")) {
      reply.send(turn, doors.signOut(turn));
    } else if (turn.request().getParameter(Sheet.ASKED) != null && !turn.isPost()) {
      reply.send(turn, Sheet.write(turn, this::show));
    } else {
      reply.send(turn, show(turn));
    }
  }

  private Answer show(Turn turn) {
    List<String> rest =
        turn.parts().isEmpty() ? List.of() : turn.parts().subList(1, turn.parts().size());
    Visit visit =
        new Visit(
            turn.request(),
            turn.caller(),
            turn.words(),
            new Written(turn.words(), Browser.zone(turn.request()), clock.instant()),
            new Visit.Path(turn.first(), rest, Map.of()));
    if (turn.path().equals("search")) {
      return new Answer.Show(finder.find(visit));
    }
    Page page = page(turn.first()).orElseThrow(() -> missing(turn));
    if (!turn.caller().holdsAny(page.place().roles())) {
      throw new Forbidden(turn.words().say("forbidden.text"));
    }
    return page.routes().answer(visit, witness);
  }

  Optional<Page> page(String path) {
    return pages.stream().filter(page -> page.place().path().equals(path)).findFirst();
  }

  /** A page that has been there comes back with its room; others may still be to come. */
  private ParleyException missing(Turn turn) {
    Readiness present = readiness;
    boolean ready = present == null || present.isReady();
    return ready && !known.contains(turn.first())
        ? new NotFound("page", turn.path())
        : new Busy("Page '%s' is not there at the moment".formatted(turn.first()), SOON);
  }

  static List<String> parts(HttpServletRequest request) {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
  }
}
