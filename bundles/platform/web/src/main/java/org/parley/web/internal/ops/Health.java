// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.ops;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.execution.HealthCheckExecutionOptions;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /health}: 200 when the hub is ready, 503 when it is not, and how each part does. The
 * essential services are looked at first; only when all are there are the health checks with the
 * tag {@code readiness} asked. What they say in words is for callers on the machine itself.
 */
@Component(service = {Servlet.class, org.parley.api.control.Health.class})
@HttpWhiteboardServletPattern("/health")
public final class Health extends HttpServlet implements org.parley.api.control.Health {
  private static final long serialVersionUID = 1L;
  private static final String OK = "ok";
  private static final String MISSING = "missing";
  private static final HealthCheckSelector READINESS = HealthCheckSelector.tags("readiness");

  private final transient JsonMapper mapper = new JsonMapper();
  private final transient Essentials essentials;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  transient volatile @Nullable HealthCheckExecutor executor;

  @Activate
  public Health(@Reference Essentials essentials) {
    this.essentials = essentials;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Report report = look();
    byte[] body = mapper.writeValueAsBytes(json(report, Callers.isLocal(request)));
    if (!report.isReady()) {
      response.setHeader("Retry-After", "1");
    }
    response.setStatus(report.isReady() ? 200 : 503);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private ObjectNode json(Report report, boolean inWords) {
    ObjectNode health = mapper.createObjectNode().put("status", report.status());
    ArrayNode parts = health.putArray("parts");
    for (Part each : report.parts()) {
      ObjectNode part = parts.addObject().put("name", each.name()).put("status", each.status());
      if (inWords && !each.messages().isEmpty()) {
        each.messages().forEach(part.putArray("messages")::add);
      }
    }
    return health;
  }

  @Override
  public Report look() {
    List<Part> parts = new ArrayList<>();
    for (Essentials.Part part : essentials.parts()) {
      parts.add(new Part(part.name(), part.there() ? OK : MISSING, List.of()));
    }
    HealthCheckExecutor present = executor;
    if (present == null) {
      parts.add(new Part("checks", MISSING, List.of()));
    }
    if (present == null || parts.stream().anyMatch(part -> part.status().equals(MISSING))) {
      return new Report("starting", parts);
    }
    boolean well = addChecks(parts, present);
    return new Report(well ? "ready" : "failing", parts);
  }

  private static boolean addChecks(List<Part> parts, HealthCheckExecutor present) {
    boolean well = true;
    var now = new HealthCheckExecutionOptions().setForceInstantExecution(true);
    for (HealthCheckExecutionResult check : present.execute(READINESS, now)) {
      Result result = check.getHealthCheckResult();
      String name = check.getHealthCheckMetadata().getName().toLowerCase(Locale.ROOT);
      parts.add(new Part(name, word(result.getStatus()), words(result)));
      well &= result.getStatus() == Result.Status.OK || result.getStatus() == Result.Status.WARN;
    }
    return well;
  }

  private static List<String> words(Result result) {
    List<String> words = new ArrayList<>();
    for (ResultLog.Entry entry : result) {
      words.add(entry.getMessage());
    }
    return words;
  }

  private static String word(Result.Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
