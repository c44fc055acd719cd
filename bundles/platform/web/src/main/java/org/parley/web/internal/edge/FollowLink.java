// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.parley.api.Busy;
import org.parley.api.OutcomeUnknown;
import org.parley.api.links.Redirects;
import org.parley.api.web.Readiness;
import org.parley.web.internal.ops.Meters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a visitor on; answers on the thread that hears that the click is durable. */
final class FollowLink {
  private static final Logger LOG = LoggerFactory.getLogger(FollowLink.class);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Set<String> HEADERS =
      Set.of(
          "user-agent", "accept-language", "referer", "dnt", "sec-gpc", "purpose", "sec-purpose");

  /** The click may have been counted: the database went away as it was being written. */
  private static final HttpField MAY_BE_COUNTED = new HttpField("Parley-Outcome", "unknown");

  private static final HttpField NOT_STORED =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "private, no-store");
  private static final HttpField NOT_INDEXED = new PreEncodedHttpField("X-Robots-Tag", "noindex");

  private final InstantSource clock;
  private final Meters meters;
  private final Map<Integer, String> series = new ConcurrentHashMap<>();
  private final Readiness readiness;

  /**
   * @param readiness before it, what is no link may be the page of a room that is still to come
   */
  FollowLink(InstantSource clock, Meters meters, Readiness readiness) {
    this.clock = clock;
    this.meters = meters;
    this.readiness = readiness;
  }

  void follow(Redirects redirects, Call call) {
    call.response().getHeaders().add(NOT_STORED);
    call.response().getHeaders().add(NOT_INDEXED);
    redirects
        .follow(visit(call))
        .whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                show(call, answer);
              } else {
                fail(call, failure);
              }
              count(call);
            });
  }

  /**
   * @param slug the only part of the path
   */
  record Call(String slug, Request request, Response response, Callback callback) {}

  private Redirects.Visit visit(Call call) {
    Request request = call.request();
    Map<String, String> headers = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      String name = field.getLowerCaseName();
      if (HEADERS.contains(name) && field.getValue() != null) {
        headers.putIfAbsent(name, field.getValue());
      }
    }
    return new Redirects.Visit(
        host(request),
        call.slug(),
        request.getMethod().equals("HEAD"),
        headers,
        Visitors.address(request),
        Visitors.key(request),
        clock.instant());
  }

  private static String host(Request request) {
    String host = Request.getServerName(request);
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }

  private void show(Call call, Redirects.Answer answer) {
    if (answer instanceof Redirects.Answer.Follow follow) {
      call.response().setStatus(302);
      call.response().getHeaders().put(HttpHeader.LOCATION, follow.target().toASCIIString());
      call.response().getHeaders().add(HttpFields.CONTENT_LENGTH_0);
      call.callback().succeeded();
    } else if (answer instanceof Redirects.Answer.Gone) {
      Notice.GONE.show(call.response(), call.callback());
    } else if (!readiness.isReady()) {
      wait(call, SOON);
    } else {
      Notice.UNKNOWN.show(call.response(), call.callback());
    }
  }

  private static void fail(Call call, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Busy busy) {
      wait(call, busy.comeBackAfter());
    } else if (cause instanceof OutcomeUnknown) {
      call.response().getHeaders().add(MAY_BE_COUNTED);
      wait(call, SOON);
    } else {
      LOG.error("Link '{}' could not be followed", call.slug(), cause);
      Notice.FAILED.show(call.response(), call.callback());
    }
  }

  private void count(Call call) {
    int status = call.response().getStatus();
    meters.count(series.computeIfAbsent(status, FollowLink::series));
    long took = System.nanoTime() - call.request().getBeginNanoTime();
    meters.add("parley_redirects_seconds_total", took / 1e9);
  }

  private static String series(int status) {
    return "parley_redirects_total{status=\"%d\"}".formatted(status);
  }

  /** Links cannot be followed while their room is away. */
  void refuse(Call call) {
    call.response().getHeaders().add(NOT_STORED);
    wait(call, SOON);
  }

  private static void wait(Call call, Duration wait) {
    long seconds = Busy.seconds(wait);
    call.response().getHeaders().put(HttpHeader.RETRY_AFTER, seconds);
    Notice.BUSY.show(call.response(), call.callback());
  }
}
