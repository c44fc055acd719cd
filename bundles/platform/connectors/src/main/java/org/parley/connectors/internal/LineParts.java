// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.UUID;
import org.parley.api.connectors.Descriptor;

/** What one account's line is made of. */
record LineParts(
    UUID account, Descriptor connector, Hub hub, Condition condition, Lane lane, Calls calls) {
  static LineParts of(UUID account, Descriptor connector, Record settings, Calls.Way way, Hub hub) {
    var condition = new Condition(connector.budget(), hub.clock());
    int parallel = connector.budget().parallel();
    var calls = new Calls(connector, account, way, condition, settings, hub);
    var lane = new Lane(condition, parallel, hub.threads(), hub.clockwork());
    return new LineParts(account, connector, hub, condition, lane, calls);
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
