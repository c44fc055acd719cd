// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.connectors;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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
import org.parley.web.internal.rest.Leftover;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes calls by connected systems: {@code POST /hooks/{account}}, answered with 204 once durable.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("parley-hooks")
@HttpWhiteboardServletPattern("/hooks/*")
public final class HookServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(HookServlet.class);

  /** As large as the largest record of the bus. */
  private static final int LARGEST = 1 << 20;

  private final transient Webhooks webhooks;
  private final transient JsonMapper mapper = new JsonMapper();

  @Activate
  public HookServlet(@Reference Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
    if (body.length > LARGEST) {
      Leftover.drain(request, response);
      refuse(response, 413, "The body is larger than " + LARGEST + " bytes");
      return;
    }
    try {
      webhooks.receive(account(request), headers(request), body);
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } catch (Busy e) {
      response.setHeader("Retry-After", String.valueOf(Math.max(1, e.comeBackAfter().toSeconds())));
      refuse(response, 503, String.valueOf(e.getMessage()));
    } catch (ParleyException e) {
      refuse(response, status(e), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("A call at {} failed", request.getRequestURI(), e);
      refuse(response, 500, "The log tells more");
    }
  }

  private static int status(ParleyException failure) {
    if (failure instanceof NotFound) {
      return 404;
    }
    return switch (failure.fault()) {
      case INPUT -> 422;
      case CREDENTIALS -> 401;
      case SETTINGS -> 409;
      case REMOTE, HUB -> 503;
    };
  }

  private static UUID account(HttpServletRequest request) {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
    try {
      return UUID.fromString(path);
    } catch (IllegalArgumentException e) {
      throw new NotFound("webhook", path);
    }
  }

  private static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
    }
    return headers;
  }

  private void refuse(HttpServletResponse response, int status, String detail) throws IOException {
    ObjectNode problem =
        mapper
            .createObjectNode()
            .put("type", "about:blank")
            .put("status", status)
            .put("detail", detail);
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response.getOutputStream().write(mapper.writeValueAsBytes(problem));
  }
}
