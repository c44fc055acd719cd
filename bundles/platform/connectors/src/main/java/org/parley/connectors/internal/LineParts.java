// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Descriptor;

/** What one account's line is made of. */
record LineParts(
    UUID account, Descriptor connector, Hub hub, Condition condition, Lane lane, Calls calls) {
  /**
   * @param settings of the account, by field
   */
  static LineParts of(
      UUID account, Descriptor connector, Map<String, Object> settings, Calls.Way way, Hub hub) {
    var lane = new AtomicReference<@Nullable Lane>();
    Runnable wake = () -> Optional.ofNullable(lane.get()).ifPresent(Lane::pump);
    Turnstile.Gate gate = way.turnstile().gate(account, wake);
    var condition = new Condition(gate, connector.budget().signals(), hub.clock());
    int parallel = connector.budget().parallel();
    var calls = new Calls(connector, account, way, condition, settings, hub);
    var made = new Lane(condition, parallel, hub.threads(), hub.clockwork());
    lane.set(made);
    return new LineParts(account, connector, hub, condition, made, calls);
  }

  /** What a call takes that is made for this. */
  Toll toll(Capability what, boolean withLink) {
    return Toll.of(connector.budget(), what, withLink);
  }

  /** Where its system is to call. */
  URI hook() {
    return hub.outside().url().at("/hooks/" + account);
  }

  /** Where the records come from that it writes. */
  String source() {
    return "/connectors/" + connector.id();
  }

  /** What one of its sinks notes. */
  Journal journal(Sink sink) {
    return new Journal(sink, account, source(), hub.store(), hub.bus(), hub.clock());
  }
}
