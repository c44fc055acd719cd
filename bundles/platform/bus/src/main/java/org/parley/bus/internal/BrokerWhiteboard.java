// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.parley.api.broker.BrokerClient;

/** Hands the bus whoever speaks to a broker; a bus that carries by itself has no use for it. */
@Component(service = BrokerWhiteboard.class, immediate = true)
public final class BrokerWhiteboard {
  private final RoutingBus bus;

  @Activate
  public BrokerWhiteboard(@Reference RoutingBus bus) {
    this.bus = bus;
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setClient(BrokerClient client) {
    bus.connect(client);
  }

  void unsetClient(BrokerClient client) {
    bus.disconnect(client);
  }
}
