// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.parley.api.Secret;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Accounts;
import org.parley.api.bus.BusDesk;
import org.parley.api.security.Keys;
import org.parley.web.internal.edge.EdgeSettings;

/**
 * {@code /metrics} for Prometheus: to callers on the machine itself, and to administrators' keys.
 */
@Component(service = Servlet.class, configurationPid = EdgeSettings.PID)
@HttpWhiteboardServletPattern("/metrics")
public final class Metrics extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String BEARER = "Bearer ";

  private final transient Meters meters;
  private final boolean open;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  transient volatile @Nullable Keys keys;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  transient volatile @Nullable BusDesk bus;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  transient volatile @Nullable Accounts accounts;

  @Activate
  public Metrics(EdgeSettings settings, @Reference Meters meters) {
    this(meters, settings.metrics_open());
  }

  Metrics(Meters meters, boolean open) {
    this.meters = meters;
    this.open = open;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!open && !Callers.isLocal(request) && !isAdministrator(request)) {
      response.setHeader("WWW-Authenticate", "Bearer realm=\"parley\"");
      response.setStatus(401);
      return;
    }
    var text = new Exposition();
    addProcess(text);
    meters
        .read()
        .forEach((series, value) -> text.counter(series, "What happened at the edge", value));
    addBus(text);
    addAccounts(text);
    response.setContentType("text/plain;version=0.0.4;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(text.toString().getBytes(UTF_8));
  }

  private boolean isAdministrator(HttpServletRequest request) {
    Keys present = keys;
    String given = request.getHeader("Authorization");
    return present != null
        && given != null
        && given.startsWith(BEARER)
        && present
            .authenticate(new Secret(given.substring(BEARER.length())))
            .filter(caller -> caller.holdsAny(Set.of()))
            .isPresent();
  }

  private static void addProcess(Exposition text) {
    var memory = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    var runtime = ManagementFactory.getRuntimeMXBean();
    long pauses =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum();
    text.gauge("process_start_time_seconds", "When it started", runtime.getStartTime() / 1000.0)
        .gauge("jvm_memory_used_bytes{area=\"heap\"}", "Heap in use", memory.getUsed())
        .gauge("jvm_memory_max_bytes{area=\"heap\"}", "Heap at the most", memory.getMax())
        .gauge("jvm_threads", "Threads", ManagementFactory.getThreadMXBean().getThreadCount())
        .counter("jvm_gc_pause_seconds_total", "Time in garbage collection", pauses / 1000.0);
  }

  private void addBus(Exposition text) {
    BusDesk present = bus;
    if (present == null) {
      return;
    }
    present
        .topics()
        .forEach(
            topic ->
                text.gauge(
                    "parley_bus_records{topic=\"%s\"}".formatted(topic.topic()),
                    "Records in the log",
                    topic.records()));
    var groups = present.groups();
    groups.forEach(each -> text.gauge(of("lag", each.group()), "Records behind", each.lag()));
    groups.forEach(
        each -> text.gauge(of("waiting", each.group()), "Records to try again", each.waiting()));
    groups.forEach(
        each -> text.gauge(of("parked", each.group()), "Records given up", each.parked()));
    groups.forEach(
        each -> text.gauge(of("fed", each.group()), "Whether it is read", each.fed() ? 1 : 0));
  }

  private static String of(String figure, String group) {
    return "parley_group_%s{group=\"%s\"}".formatted(figure, Exposition.quote(group));
  }

  private void addAccounts(Exposition text) {
    Accounts present = accounts;
    if (present == null) {
      return;
    }
    for (Account account : present.all()) {
      String labels =
          "account=\"%s\",connector=\"%s\""
              .formatted(Exposition.quote(account.name()), Exposition.quote(account.connector()));
      boolean online = account.status() == Account.Status.ONLINE;
      text.gauge("parley_account_online{" + labels + "}", "Whether it is online", online ? 1 : 0);
    }
  }
}
