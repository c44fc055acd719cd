// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.parley.connector.Connector;

/** The one place where failures of routes are understood; the bus alone tries again. */
final class ClassifyFaults extends RouteConfigurationBuilder {
  static final String FAILED = "ParleyFailed";

  private final Connector<?> connector;
  private final Clock clock;

  ClassifyFaults(Connector<?> connector, Clock clock) {
    this.connector = connector;
    this.clock = clock;
  }

  @Override
  public void configuration() {
    routeConfiguration()
        .onException(Throwable.class)
        .maximumRedeliveries(0)
        .useOriginalMessage()
        .logExhausted(false)
        .process(this::classify);
  }

  private void classify(Exchange exchange) {
    exchange.setProperty(
        FAILED, of(exchange, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
  }

  CallFailed of(Exchange exchange, Throwable failure) {
    boolean sent = Boolean.TRUE.equals(exchange.getProperty(NoteSending.SENT));
    String system = connector.descriptor().name();
    return connector
        .explain(failure)
        .map(known -> new CallFailed(known, false))
        .orElseGet(() -> Classification.of(failure, system, sent, clock.instant()));
  }
}
