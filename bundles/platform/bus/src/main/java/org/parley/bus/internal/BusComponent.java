// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Map;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.bus.Subscription;

/**
 * The bus as a Camel component: {@code from("bus:leads?group=crm&types=lead.assigned")} and {@code
 * to("bus:interactions")}.
 */
final class BusComponent extends DefaultComponent {
  private final RouteBus bus;

  BusComponent(RouteBus bus) {
    this.bus = bus;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String topic, Map<String, Object> parameters) {
    String group = getAndRemoveParameter(parameters, "group", String.class, "");
    String types = getAndRemoveParameter(parameters, "types", String.class, "");
    int parallelism = getAndRemoveParameter(parameters, "parallelism", Integer.class, 1);
    String source = getAndRemoveParameter(parameters, "source", String.class, defaultSource());
    Set<String> wanted = types.isBlank() ? Set.of() : Set.of(types.strip().split("\\s*,\\s*"));
    return new BusEndpoint(this, uri, source, new Subscription(group, topic, wanted, parallelism));
  }

  private String defaultSource() {
    return "/" + getCamelContext().getName();
  }

  RouteBus bus() {
    return bus;
  }

  static ParleyException refuse(String message) {
    return new ParleyException(Fault.SETTINGS, message);
  }
}
