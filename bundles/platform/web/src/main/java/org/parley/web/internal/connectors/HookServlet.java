// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.parley.api.Busy;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Webhooks;
import org.parley.api.accounts.Webhooks.Answer;
import org.parley.api.accounts.Webhooks.Call;
import org.parley.web.internal.rest.AnswerWriter;
import org.parley.web.internal.rest.Json;
import org.parley.web.internal.rest.Leftover;
import org.parley.web.internal.rest.Problems;
import org.parley.web.internal.rest.Refused;
import org.parley.web.internal.rest.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes calls by connected systems: {@code POST /hooks/{account}}, answered with 204 once durable,
 * else with a problem as the REST interface has it; and what they ask by GET before they call.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("parley-hooks")
@HttpWhiteboardServletPattern("/hooks/*")
public final class HookServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(HookServlet.class);

  /** As large as the largest record of the bus. */
  private static final int LARGEST = 1 << 20;

  private static final Set<String> METHODS = Set.of("GET", "POST");

  private static final Duration SOON = Duration.ofSeconds(5);

  private final transient Trace traces = new Trace();
  private final transient JsonMapper mapper = Json.mapper();
  private final transient Problems problems = new Problems(mapper);
  private final transient Webhooks webhooks;

  @Activate
  public HookServlet(@Reference Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String trace = traces.of(request.getHeader("traceparent"));
    response.setHeader("X-Request-Id", trace);
    response.setHeader("Cache-Control", "no-store");
    try {
      answer(take(request, response), response);
    } catch (RuntimeException failure) {
      AnswerWriter.write(mapper, problems.answer(asHttpHasIt(failure, trace), trace), response);
    }
  }

  private Answer take(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!METHODS.contains(request.getMethod())) {
      Leftover.drain(request, response);
      throw new Refused(
          405, "Only GET and POST are for this address", Map.of("Allow", "GET, POST"));
    }
    byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
    if (body.length > LARGEST) {
      Leftover.drain(request, response);
      throw new Refused(413, "The body is larger than " + LARGEST + " bytes");
    }
    String search = Objects.requireNonNullElse(request.getQueryString(), "");
    var call = new Call(request.getMethod(), search, parameters(search), headers(request), body);
    return webhooks.receive(account(request), call);
  }

  private static void answer(Answer answer, HttpServletResponse response) throws IOException {
    if (answer.body().isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    byte[] body = answer.body().get().getBytes(UTF_8);
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(answer.type() + ";charset=utf-8");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** A bad signature is told as such, and what is not the sender's doing is worth another try. */
  private static RuntimeException asHttpHasIt(RuntimeException failure, String trace) {
    if (!(failure instanceof ParleyException known) || failure instanceof Busy) {
      return failure;
    }
    return switch (known.fault()) {
      case INPUT, SETTINGS -> known;
      case CREDENTIALS -> new Refused(401, known.getMessage());
      case REMOTE -> later(known);
      case HUB -> {
        LOG.error("Call to a webhook of trace {} failed", trace, known);
        yield later(known);
      }
    };
  }

  private static Busy later(ParleyException failure) {
    return new Busy(failure.getMessage(), failure.retryAfter().orElse(SOON));
  }

  private static UUID account(HttpServletRequest request) {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
    try {
      return UUID.fromString(path);
    } catch (IllegalArgumentException e) {
      throw new NotFound("webhook", path);
    }
  }

  /** Read here, for the container would read those of a form from the body, which is signed. */
  private static Map<String, String> parameters(String search) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : search.isEmpty() ? new String[0] : search.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      parameters.putIfAbsent(decoded(name), decoded(value));
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
    }
    return headers;
  }
}
