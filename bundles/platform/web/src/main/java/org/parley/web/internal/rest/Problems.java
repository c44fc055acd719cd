// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.parley.api.Busy;
import org.parley.api.Conflict;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.OutcomeUnknown;
import org.parley.api.ParleyException;
import org.parley.api.Violation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong, as RFC 9457 tells it. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final String MEDIA_TYPE = "application/problem+json";

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "The request cannot be read"),
          Map.entry(401, "A valid key is needed"),
          Map.entry(403, "This is not allowed"),
          Map.entry(404, "Not found"),
          Map.entry(405, "The method is not for this address"),
          Map.entry(406, "None of the accepted media types can be given"),
          Map.entry(408, "The request did not come in time"),
          Map.entry(409, "The present state refuses this"),
          Map.entry(412, "It has changed since"),
          Map.entry(413, "The body is too large"),
          Map.entry(415, "The media type is not read here"),
          Map.entry(422, "The input is not valid"),
          Map.entry(428, "A version is needed"),
          Map.entry(429, "Too many requests"),
          Map.entry(500, "The hub has failed"),
          Map.entry(502, "Another system has failed"),
          Map.entry(503, "Not available at the moment"));

  private final JsonMapper mapper;

  public Problems(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * @param trace the trace id that the log has too
   */
  public Answer answer(Exception failure, String trace) {
    if (failure instanceof Refused refused) {
      ObjectNode problem = problem(refused.status(), text(refused), trace);
      list(problem, "parameter", refused.parameters());
      return answer(problem, refused.headers());
    }
    if (failure instanceof InvalidInput invalid) {
      ObjectNode problem = problem(422, "Nothing was stored", trace);
      list(problem, "pointer", invalid.violations());
      return answer(problem, Map.of());
    }
    if (failure instanceof ParleyException known) {
      return answerKnown(known, trace);
    }
    LOG.error("Request of trace {} failed", trace, failure);
    return answer(problem(500, "The log tells more under this trace", trace), Map.of());
  }

  private Answer answerKnown(ParleyException known, String trace) {
    ObjectNode problem = problem(status(known), message(known, trace), trace);
    if (known instanceof Busy busy) {
      return answer(problem, after(busy.comeBackAfter()));
    }
    if (known instanceof OutcomeUnknown) {
      return answer(problem, after(SOON));
    }
    return answer(problem, known.retryAfter().map(Problems::after).orElse(Map.of()));
  }

  private static int status(ParleyException known) {
    if (known instanceof NotFound) {
      return 404;
    }
    if (known instanceof Conflict) {
      return 409;
    }
    if (known instanceof Busy || known instanceof OutcomeUnknown) {
      return 503;
    }
    return switch (known.fault()) {
      case INPUT -> 422;
      case SETTINGS, CREDENTIALS -> 409;
      case REMOTE -> 502;
      case HUB -> 500;
    };
  }

  private static String message(ParleyException known, String trace) {
    if (known.fault() == Fault.HUB && !(known instanceof Busy)) {
      LOG.error("Request of trace {} failed", trace, known);
    }
    return text(known);
  }

  private static String text(ParleyException failure) {
    return String.valueOf(failure.getMessage());
  }

  private ObjectNode problem(int status, String detail, String trace) {
    return mapper
        .createObjectNode()
        .put("type", "about:blank")
        .put("title", TITLES.getOrDefault(status, "The request failed"))
        .put("status", status)
        .put("detail", detail)
        .put("trace", trace);
  }

  private static void list(ObjectNode problem, String place, List<Violation> violations) {
    if (violations.isEmpty()) {
      return;
    }
    ArrayNode errors = problem.putArray("errors");
    for (Violation violation : violations) {
      boolean pointer = place.equals("pointer");
      errors
          .addObject()
          .put(place, pointer ? FieldPath.pointer(violation.path()) : violation.path())
          .put("detail", violation.message());
    }
  }

  private static Map<String, String> after(Duration wait) {
    return Map.of("Retry-After", Long.toString(Busy.seconds(wait)));
  }

  private static Answer answer(ObjectNode problem, Map<String, String> headers) {
    return new Answer(problem.path("status").asInt(), headers, MEDIA_TYPE, problem);
  }
}
