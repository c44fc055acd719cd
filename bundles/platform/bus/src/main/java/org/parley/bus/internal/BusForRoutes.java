// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import org.apache.camel.CamelContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.connector.ContextPart;

/** Puts the {@code bus:} component into every Camel context. */
@Component
public final class BusForRoutes implements ContextPart {
  private final RouteBus bus;

  @Activate
  public BusForRoutes(@Reference RoutingBus bus) {
    this.bus = bus.forRoutes();
  }

  @Override
  public void addTo(CamelContext context) {
    context.addComponent("bus", new BusComponent(bus));
  }
}
