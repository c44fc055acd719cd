// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.parley.api.security.SignIn;

/**
 * Tells browsers that the page they show has changed, by server-sent events. Only that it has: what
 * it shows now they ask for as ever.
 */
final class Live implements AutoCloseable {
  private static final long PAUSE_MILLIS = 1_000;
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final ScheduledExecutorService pulse =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "console-live");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
  private final InstantSource clock = InstantSource.system();

  /**
   * @param page what the page shows at this moment; empty when it is not one that is renewed
   */
  void follow(Turn turn, Supplier<Optional<String>> page) throws IOException {
    HttpServletResponse response = turn.response();
    Optional<String> shown = page.get();
    SignIn.Session session = turn.session();
    if (shown.isEmpty() || session == null) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    response.setContentType("text/event-stream; charset=utf-8");
    response.setHeader("X-Accel-Buffering", "no");
    AsyncContext context = turn.request().startAsync();
    context.setTimeout(0);
    Stream stream = new Stream(context, page, session.endsAt(), shown.get());
    streams.add(stream);
    stream.write(": Parley\n\n");
    pulse.schedule(stream, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    pulse.shutdownNow();
    streams.forEach(Stream::end);
  }

  private final class Stream implements Runnable {
    private final AsyncContext context;
    private final Supplier<Optional<String>> page;
    private final Instant end;
    private String shown;
    private Instant told = clock.instant();

    Stream(AsyncContext context, Supplier<Optional<String>> page, Instant end, String shown) {
      this.context = context;
      this.page = page;
      this.end = end;
      this.shown = shown;
    }

    @Override
    public void run() {
      if (clock.instant().isAfter(end) || !look()) {
        end();
      } else if (!pulse.isShutdown()) {
        pulse.schedule(this, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    }

    /** Whether the browser still listens. */
    private boolean look() {
      try {
        String now = page.get().orElse(shown);
        if (!now.equals(shown)) {
          shown = now;
          return write("event: changed\ndata:\n\n");
        }
        boolean silent = told.plus(HEARTBEAT).isBefore(clock.instant());
        return !silent || write(":\n\n");
      } catch (RuntimeException failed) {
        return write("event: changed\ndata:\n\n");
      }
    }

    private boolean write(String text) {
      try {
        PrintWriter writer = context.getResponse().getWriter();
        writer.write(text);
        told = clock.instant();
        return !writer.checkError();
      } catch (IOException | IllegalStateException gone) {
        return false;
      }
    }

    private void end() {
      if (streams.remove(this)) {
        try {
          context.complete();
        } catch (IllegalStateException alreadyOver) {
          // The container has ended it: nothing is left to do.
        }
      }
    }
  }
}
