// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.parley.api.Busy;
import org.parley.api.ParleyException;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Json;
import org.parley.web.internal.rest.Problems;
import org.parley.web.internal.rest.Refused;
import org.parley.web.internal.rest.Trace;

/**
 * What is answered where no handler or servlet has found words of its own: what Jetty refuses
 * before any of them has seen it, told as a problem, and that the part of the hub which would know
 * is not there. A servlet says the latter by {@code sendError(503)}. Felix says 404 by itself,
 * which would be false: while our servlets are there one of them takes every address. A servlet
 * that lets {@link Busy} escape is busy, too, and not broken.
 */
final class Refusals implements Request.Handler {
  /** How long a part of the hub is mostly away when it starts or is replaced. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final String AWAY =
      "The part of the hub that answers here is not running: it is starting, stopping or being"
          + " replaced";

  /** Where programs call; people are shown a page. */
  private static final Set<String> PROGRAMS = Set.of("api", "health", "hooks", "metrics", "t");

  /** The framework's own console knows its addresses better than we do. */
  private static final String FRAMEWORK_CONSOLE = "system";

  /**
   * Jetty 12.0 tells the refusal of a bad message on another thread than the one that read it, and
   * both give the connection's buffer back, now and then at the same time (jetty.project#12939).
   */
  private static final long UNTIL_THE_READER_HAS_LEFT_MILLIS = 20;

  private final Trace traces = new Trace();
  private final JsonMapper mapper = Json.mapper();
  private final Problems problems = new Problems(mapper);
  private final EdgeAnswers answers = new EdgeAnswers(mapper);

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    Optional<Busy> busy = busy(request);
    if (busy.isPresent()) {
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE_503);
      comeBack(busy.get(), request, response, callback);
    } else if (status == HttpStatus.SERVICE_UNAVAILABLE_503
        || isNobodyThere(first(request), status)) {
      beAway(request, response, callback);
    } else {
      String message = "Not a request as HTTP has it: " + HttpStatus.getMessage(status);
      Runnable telling = () -> tell(new Refused(status, message), response, callback);
      request
          .getComponents()
          .getScheduler()
          .schedule(telling, UNTIL_THE_READER_HAS_LEFT_MILLIS, TimeUnit.MILLISECONDS);
    }
    return true;
  }

  private static Optional<Busy> busy(Request request) {
    Throwable failure = (Throwable) request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
    while (failure != null && !(failure instanceof Busy)) {
      failure = failure.getCause();
    }
    return Optional.ofNullable((Busy) failure);
  }

  /** Camel's servlet says 405 where its routes are gone; ours refuses a method in its own words. */
  private static boolean isNobodyThere(String first, int status) {
    return (status == HttpStatus.NOT_FOUND_404 && !first.equals(FRAMEWORK_CONSOLE))
        || (status == HttpStatus.METHOD_NOT_ALLOWED_405 && first.equals("api"));
  }

  /** Says that what would answer is not there, and when to ask again. */
  void beAway(Request request, Response response, Callback callback) {
    comeBack(new Busy(AWAY, SOON), request, response, callback);
  }

  private void comeBack(Busy busy, Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.RETRY_AFTER, Busy.seconds(busy.comeBackAfter()));
    if (PROGRAMS.contains(first(request))) {
      tell(busy, response, callback);
    } else {
      putCommon(response);
      Notice.BUSY.show(response, callback);
    }
  }

  private static String first(Request request) {
    String path = request.getHttpURI() == null ? null : request.getHttpURI().getCanonicalPath();
    String[] parts = (path == null ? "" : path).split("/", 3);
    return parts.length > 1 ? parts[1] : "";
  }

  /** Who asked is not known here, nor which operation. */
  private void tell(ParleyException refused, Response response, Callback callback) {
    String trace = traces.of(null);
    Answer answer = problems.answer(refused, trace);
    putCommon(response);
    response.getHeaders().put("X-Request-Id", trace);
    answers.write(answer, response, callback);
  }

  private static void putCommon(Response response) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
  }
}
