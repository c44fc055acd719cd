// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import org.parley.api.Busy;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.console.internal.view.Action;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Tone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends answers to the browser. */
final class Reply {
  private static final Logger LOG = LoggerFactory.getLogger(Console.class);

  private final Painter painter;
  private final Collection<Page> pages;

  Reply(Painter painter, Collection<Page> pages) {
    this.painter = painter;
    this.pages = pages;
  }

  void send(Turn turn, Answer answer) throws IOException {
    HttpServletResponse response = turn.response();
    if (answer instanceof Answer.Show shown) {
      page(turn, told(turn, shown.screen()));
    } else if (answer instanceof Answer.Onward onward) {
      response.setHeader("Refresh", onward.seconds() + ";url=" + onward.address());
      page(turn, onward.screen());
    } else if (answer instanceof Answer.SeeOther other) {
      String said = other.said().isEmpty() ? "" : "?said=" + Visit.encode(other.said());
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", other.address() + said);
    } else if (answer instanceof Answer.File file) {
      response.setContentType(file.type());
      if (!file.name().isEmpty()) {
        response.setHeader("Content-Disposition", "attachment; filename=\"" + file.name() + "\"");
      }
      response.getOutputStream().write(file.bytes());
    }
  }

  /** Tells cause and way out, with the id that the log has. */
  void fail(Turn turn, RuntimeException failure) throws IOException {
    Words words = turn.words();
    int status = failure instanceof ParleyException known ? Faults.status(known) : 500;
    if (status == 500) {
      LOG.error("Console request {} to '{}' failed", turn.trace(), turn.path(), failure);
    }
    if (failure instanceof Busy busy) {
      long seconds = Busy.seconds(busy.comeBackAfter());
      turn.response().setHeader("Retry-After", Long.toString(seconds));
    }
    String kind = status == 404 || status == 403 ? "failed." + status : "failed";
    String cause =
        status == 500 ? words.say("failed.trace", turn.trace()) : failure.getMessage() + ".";
    Screen screen =
        Screen.of(words.say(kind), words.say(kind + ".text"))
            .status(status)
            .add(new Piece.Notice(Tone.BAD, words.say("failed.cause"), cause))
            .add(
                new Piece.Toolbar(
                    java.util.List.of(Action.to(words.say("failed.home"), "/console/"))));
    page(turn, failure instanceof NotFound && turn.session() == null ? screen.status(404) : screen);
  }

  /** The page with what was just done, when the address says so in words that we know. */
  private static Screen told(Turn turn, Screen screen) {
    Optional<String> said = turn.words().find("said." + turn.field("said"));
    return turn.isPost() || said.isEmpty()
        ? screen
        : screen.first(new Piece.Notice(Tone.GOOD, said.get(), ""));
  }

  /** What a page shows at this moment; empty for one that is not renewed while it is looked at. */
  Optional<String> paint(Turn turn, Answer answer) {
    return answer instanceof Answer.Show shown && shown.screen().live()
        ? Optional.of(paint(turn, shown.screen()))
        : Optional.empty();
  }

  private String paint(Turn turn, Screen screen) {
    var viewer = new Painter.Viewer(turn.words(), turn.session(), turn.here(), turn.first());
    return painter.paint(viewer, pages, screen);
  }

  private void page(Turn turn, Screen screen) throws IOException {
    byte[] bytes = paint(turn, screen).getBytes(StandardCharsets.UTF_8);
    HttpServletResponse response = turn.response();
    response.setStatus(screen.status());
    response.setContentType("text/html; charset=utf-8");
    response.setHeader("Content-Language", turn.words().locale().getLanguage());
    response.setContentLength(bytes.length);
    if (!turn.request().getMethod().equals("HEAD")) {
      response.getOutputStream().write(bytes);
    }
  }
}
