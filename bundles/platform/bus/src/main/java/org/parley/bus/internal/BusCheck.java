// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.util.Optional;
import org.apache.felix.hc.annotation.HealthCheckService;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.BusDesk;

/** Says whether records are written and numbered: a hub on which they are not does nothing. */
@Component
@HealthCheckService(
    name = "Bus",
    tags = {"bus", "readiness"})
public final class BusCheck implements HealthCheck {
  /** Longer than readers may take to end when another hub takes over. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final long BYTES_IN_MB = 1_000_000;

  private final RoutingBus bus;

  @Activate
  public BusCheck(@Reference RoutingBus bus) {
    this.bus = bus;
  }

  @Override
  public Result execute() {
    FormattingResultLog log = new FormattingResultLog();
    Optional<String> trouble = bus.trouble(PATIENCE);
    if (trouble.isPresent()) {
      log.critical("{}", trouble.get());
    } else {
      log.info("Records are written and numbered");
      bus.carriage(PATIENCE).ifPresent(sentence -> log.warn("{}", sentence));
      bus.heldLogs().forEach(held -> log.warn("{}", sentence(held)));
    }
    return new Result(log);
  }

  private static String sentence(BusDesk.HeldLog held) {
    return "Group '%s' has %d MB of topic '%s' still to read; the log keeps them for it"
        .formatted(held.group(), held.bytes() / BYTES_IN_MB, held.topic());
  }
}
