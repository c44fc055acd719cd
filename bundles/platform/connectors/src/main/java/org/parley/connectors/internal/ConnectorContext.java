// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.connector.CamelContexts;
import org.parley.connector.Connector;
import org.parley.connector.ContextPart;

/** The Camel context of one connector, and the way into its routes. */
final class ConnectorContext {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

  private final Connector<?> connector;
  private final Executor threads;
  private final ClassifyFaults faults;
  private final CamelContext context;
  private final ProducerTemplate entrance;

  ConnectorContext(
      Connector<?> connector,
      CamelContexts contexts,
      Iterable<ContextPart> parts,
      Executor threads,
      Clock clock) {
    this.connector = connector;
    this.threads = threads;
    faults = new ClassifyFaults(connector, clock);
    context = contexts.create(connector.descriptor().id(), connector.getClass().getClassLoader());
    parts.forEach(part -> part.addTo(context));
    context.getManagementStrategy().addEventNotifier(new NoteSending());
    context.addLifecycleStrategy(new PlainHttp());
    entrance = context.createProducerTemplate();
  }

  void start() {
    inView(
        () -> {
          context.addRoutesConfigurations(faults);
          context.start();
        });
  }

  void stop() {
    inView(context::stop);
  }

  boolean isStarted() {
    return context.isStarted();
  }

  void add(LaidRoutes routes) {
    inView(() -> context.addRoutes(routes));
  }

  void remove(List<String> routeIds) {
    inView(
        () -> {
          for (String id : routeIds) {
            context.getRouteController().stopRoute(id);
            context.removeRoute(id);
          }
        });
  }

  void startRoute(String id) {
    inView(() -> context.getRouteController().startRoute(id));
  }

  void stopRoute(String id) {
    inView(() -> context.getRouteController().stopRoute(id));
  }

  /** Sends one message through the route behind an endpoint and waits for what it comes to. */
  Object call(
      String endpoint, Object body, Map<String, Object> headers, Map<String, String> properties)
      throws CallFailed {
    Exchange exchange = context.getEndpoint(endpoint).createExchange();
    exchange.getMessage().setBody(body);
    exchange.getMessage().setHeaders(new HashMap<>(headers));
    properties.forEach(exchange::setProperty);
    var task = new FutureTask<>(() -> entrance.send(endpoint, exchange));
    run(task);
    CallFailed known = exchange.getProperty(ClassifyFaults.FAILED, CallFailed.class);
    if (known != null) {
      throw known;
    }
    if (exchange.getException() != null) {
      throw faults.of(exchange, exchange.getException());
    }
    return exchange.getMessage().getBody();
  }

  private void run(FutureTask<Exchange> task) throws CallFailed {
    try {
      threads.execute(() -> seeing(task));
      task.get(LONGEST_CALL.toSeconds(), TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      throw new CallFailed(new ParleyException(Fault.HUB, "The hub is stopping", e), false);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw unclear("did not answer within " + LONGEST_CALL.toSeconds() + " seconds", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unclear("was left while it was answering", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A route could not be entered", e);
    }
  }

  private CallFailed unclear(String what, Exception cause) {
    String message = connector.descriptor().name() + " " + what;
    return new CallFailed(new ParleyException(Fault.REMOTE, message, cause), true);
  }

  private void seeing(Runnable task) {
    var thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(context.getApplicationContextClassLoader());
    try {
      task.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void inView(Work work) {
    seeing(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(
                "The context of connector '" + connector.descriptor().id() + "' failed", e);
          }
        });
  }

  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }
}
