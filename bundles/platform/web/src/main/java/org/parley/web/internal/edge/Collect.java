// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.parley.api.ParleyException;
import org.parley.api.interactions.Collector;
import org.parley.api.interactions.NewVisit;
import org.parley.web.internal.ops.Meters;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.InputReader;
import org.parley.web.internal.rest.Json;
import org.parley.web.internal.rest.Problems;
import org.parley.web.internal.rest.Refused;
import org.parley.web.internal.rest.Trace;
import org.parley.web.internal.site.Sites;

/**
 * Takes what browsers report, from pages of registered sites and from programs that name no origin;
 * answers when it is durable.
 */
@Component
public final class Collect implements CollectDoor {
  /** As much as a browser lets a page send when it is left. */
  private static final int LARGEST = 64 << 10;

  private static final int LARGEST_REST = 2 << 20;

  private static final String TOO_LARGE = "The body is larger than %d bytes".formatted(LARGEST);
  private static final Set<String> TYPES = Set.of("application/json", "text/plain");

  private final Trace traces = new Trace();
  private final JsonMapper mapper = Json.mapper();
  private final EdgeAnswers answers = new EdgeAnswers(mapper);
  private final Problems problems = new Problems(mapper);
  private final VisitorKeys keys = new VisitorKeys();
  private final Collector collector;
  private final InputReader inputs;
  private final Meters meters;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable Sites sites;

  @Activate
  public Collect(
      @Reference Collector collector, @Reference Validator validator, @Reference Meters meters) {
    this.collector = collector;
    this.meters = meters;
    this.inputs = new InputReader(mapper, validator);
  }

  /** One request with its answer. */
  private record Call(Request request, Response response, Callback callback, String trace) {}

  @Override
  public void handle(Request request, Response response, Callback callback) {
    String trace = traces.of(request.getHeaders().get("traceparent"));
    var call = new Call(request, response, callback, trace);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Request-Id", trace);
    try {
      new CrossOrigin(request, response).admit(origins());
      if (request.getMethod().equals("OPTIONS")) {
        write(call, Answer.nothing());
        return;
      }
      check(request);
      Content.Source.asByteArrayAsync(request, LARGEST)
          .handle((body, failure) -> failure == null ? take(call, body) : unread(call, failure))
          .thenCompose(answer -> answer)
          .whenComplete((answer, failure) -> finish(call, answer, failure));
    } catch (Refused e) {
      refuse(call, e);
    } catch (ParleyException e) {
      leave(call);
      write(call, problems.answer(e, trace));
    }
  }

  /** A sender does not hear an answer while it is still sending, so a small rest is taken in. */
  private void refuse(Call call, Refused refusal) {
    Request request = call.request();
    Runnable tell = () -> write(call, problems.answer(refusal, call.trace()));
    boolean small = request.getLength() > 0 && request.getLength() <= LARGEST_REST;
    if (small && !request.getHeaders().contains(HttpHeader.EXPECT)) {
      Content.Source.consumeAll(request, Callback.from(tell));
    } else {
      leave(call);
      tell.run();
    }
  }

  /** What is still to come of a report that is refused unread ends with its connection. */
  private static void leave(Call call) {
    if (call.request().getLength() != 0) {
      call.response().getHeaders().put(HttpHeader.CONNECTION, "close");
    }
  }

  private static void check(Request request) {
    if (!request.getMethod().equals("POST")) {
      throw new Refused(405, "Only POST is for this address", Map.of("Allow", "OPTIONS, POST"));
    }
    String type = String.valueOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
    List<String> parts = List.of(type.toLowerCase(Locale.ROOT).split("\\s*;\\s*"));
    boolean text =
        parts.stream()
            .skip(1)
            .noneMatch(
                p -> p.startsWith("charset=") && !p.replace("\"", "").equals("charset=utf-8"));
    if (!TYPES.contains(parts.get(0)) || !text) {
      throw new Refused(
          415,
          "Content-Type is '%s'; application/json or text/plain in UTF-8 is expected"
              .formatted(type));
    }
    if (request.getLength() > LARGEST) {
      throw new Refused(413, TOO_LARGE);
    }
  }

  private CompletionStage<Answer> take(Call call, byte[] body) {
    NewVisit visit = inputs.read(body, NewVisit.class);
    VisitorKeys.Key key = keys.choose(call.request(), visit);
    var browser = new Collector.Browser(key.sent(), Visitors.objects(call.request()));
    return collector
        .track(visit, browser)
        .thenApply(
            count -> {
              keys.hand(key, call.request(), call.response());
              return Answer.accepted(Map.of("accepted", count));
            });
  }

  private static CompletionStage<Answer> unread(Call call, Throwable failure) {
    leave(call);
    return CompletableFuture.failedStage(refusal(cause(failure)));
  }

  private static Refused refusal(Exception failure) {
    if (failure instanceof TimeoutException) {
      return new Refused(408, "The body did not come in time");
    }
    return failure instanceof EofException
        ? new Refused(400, "The body ends early or is not sent as HTTP says")
        : new Refused(413, TOO_LARGE);
  }

  private void finish(Call call, @Nullable Answer answer, @Nullable Throwable failure) {
    if (answer != null) {
      write(call, answer);
    } else {
      write(call, problems.answer(cause(failure), call.trace()));
    }
  }

  private static Exception cause(@Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof Exception exception ? exception : new IllegalStateException(cause);
  }

  private void write(Call call, Answer answer) {
    meters.count("parley_reports_total{status=\"%d\"}".formatted(answer.status()));
    answers.write(answer, call.response(), call.callback());
  }

  private Set<String> origins() {
    Sites present = sites;
    return present == null ? Set.of() : present.origins();
  }
}
