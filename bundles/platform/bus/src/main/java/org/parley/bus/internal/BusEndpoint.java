// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.parley.api.bus.Subscription;

/** One topic as a route reads or writes it. */
final class BusEndpoint extends DefaultEndpoint {
  private final BusComponent component;
  private final String source;
  private final Subscription subscription;

  /**
   * @param source what is written bears this as its source
   * @param subscription what a route reads; its group is empty for one that only writes
   */
  BusEndpoint(BusComponent component, String uri, String source, Subscription subscription) {
    super(uri, component);
    this.component = component;
    this.source = source;
    this.subscription = subscription;
  }

  @Override
  public Producer createProducer() {
    return new BusProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    if (subscription.group().isEmpty()) {
      throw BusComponent.refuse(
          "Endpoint '" + getEndpointUri() + "' reads without a group; add '?group=<name>'");
    }
    BusConsumer consumer = new BusConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  RouteBus bus() {
    return component.bus();
  }

  String source() {
    return source;
  }

  Subscription subscription() {
    return subscription;
  }
}
