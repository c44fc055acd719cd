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
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/health")
public final class Health extends HttpServlet {
  private static final long serialVersionUID = 1L;
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
    ObjectNode health = mapper.createObjectNode().put("status", "ready");
    ArrayNode parts = health.putArray("parts");
    boolean there = addServices(parts);
    boolean well = there && addChecks(parts, Callers.isLocal(request));
    if (!well) {
      health.put("status", there ? "failing" : "starting");
      response.setHeader("Retry-After", "1");
    }
    byte[] body = mapper.writeValueAsBytes(health);
    response.setStatus(well ? 200 : 503);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private boolean addServices(ArrayNode parts) {
    boolean all = true;
    for (Essentials.Part part : essentials.parts()) {
      parts.addObject().put("name", part.name()).put("status", part.there() ? "ok" : "missing");
      all &= part.there();
    }
    return all;
  }

  private boolean addChecks(ArrayNode parts, boolean inWords) {
    HealthCheckExecutor present = executor;
    if (present == null) {
      parts.addObject().put("name", "checks").put("status", "missing");
      return false;
    }
    boolean well = true;
    var now = new HealthCheckExecutionOptions().setForceInstantExecution(true);
    List<HealthCheckExecutionResult> results = present.execute(READINESS, now);
    for (HealthCheckExecutionResult check : results) {
      Result result = check.getHealthCheckResult();
      ObjectNode part =
          parts
              .addObject()
              .put("name", check.getHealthCheckMetadata().getName().toLowerCase(Locale.ROOT))
              .put("status", word(result.getStatus()));
      if (inWords) {
        addWords(part.putArray("messages"), result);
      }
      well &= result.getStatus() == Result.Status.OK || result.getStatus() == Result.Status.WARN;
    }
    return well;
  }

  private static void addWords(ArrayNode words, Result result) {
    for (ResultLog.Entry entry : result) {
      words.add(entry.getMessage());
    }
  }

  private static String word(Result.Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
