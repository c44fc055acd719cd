// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.parley.api.ParleyException;
import org.parley.connector.Connector;

/** The one place where failures of routes are understood; the bus alone tries again. */
final class ClassifyFaults extends RouteConfigurationBuilder {
  static final String FAILED = "ParleyFailed";

  private final Connector<?> connector;
  private final String system;
  private final Clock clock;

  ClassifyFaults(Connector<?> connector, Clock clock) {
    this.connector = connector;
    this.system = connector.descriptor().name();
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
    Throwable cause = failure.getCause();
    Throwable thrown =
        failure instanceof CamelExecutionException && cause != null ? cause : failure;
    return explained(thrown)
        .map(known -> new CallFailed(known, false))
        .orElseGet(() -> Classification.of(thrown, system, sent, clock.instant()));
  }

  /** A connector that fails to explain a failure has nothing to say about it. */
  private Optional<ParleyException> explained(Throwable failure) {
    var explained = new AtomicReference<Optional<ParleyException>>(Optional.empty());
    Caught.by(() -> explained.set(requireNonNull(connector.explain(failure))));
    return requireNonNull(explained.get());
  }
}
