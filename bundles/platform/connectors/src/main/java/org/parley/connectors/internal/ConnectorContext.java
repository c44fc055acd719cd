// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.connectors.Descriptor;
import org.parley.connector.CamelContexts;
import org.parley.connector.Connector;
import org.parley.connector.ContextPart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Camel context of one connector, and the way into its routes. Whatever its bundle has written
 * runs on a leash.
 */
final class ConnectorContext {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectorContext.class);

  private final Descriptor connector;
  private final Executor threads;
  private final Limits limits;
  private final ClassifyFaults faults;
  private final CamelContext context;
  private final ProducerTemplate entrance;
  private final Leash beginnings;
  private final Leash endings;
  private final Leash trials;
  private final Leash leaving;
  private final Look look = new Look();
  private final Signing signing = new Signing();
  private final Map<Object, Turn> underWay = new ConcurrentHashMap<>();

  ConnectorContext(
      Connector<?> connector, CamelContexts contexts, Iterable<ContextPart> parts, Hub hub) {
    this.connector = connector.descriptor();
    limits = hub.limits();
    faults = new ClassifyFaults(connector, hub.clock());
    String id = this.connector.id();
    context = contexts.create(id, connector.loader());
    parts.forEach(part -> part.addTo(context));
    context.getManagementStrategy().addEventNotifier(new NoteSending());
    context.addLifecycleStrategy(new PlainHttp(signing));
    entrance = context.createProducerTemplate();
    threads = task -> hub.threads().execute(() -> seeing(task));
    String name = "Connector '" + id + "'";
    beginnings = new Leash(name, threads, limits.ofSteps(), look);
    endings = new Leash(name, threads, limits.ofSteps(), look);
    trials = new Leash(name, threads, limits.ofTrials());
    leaving = new Leash(name, threads, limits.ofSteps());
  }

  /** Where the accounts leave who signs for them. */
  Signing signing() {
    return signing;
  }

  /** Nothing of the connector's runs here, since no route is laid. */
  void start() {
    seeing(
        () -> {
          try {
            context.addRoutesConfigurations(faults);
            context.start();
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(
                "The context of connector '" + connector.id() + "' failed", e);
          }
        });
  }

  /** Does what concerns all accounts; however many hang, they are not waited for one by one. */
  void look(Runnable work) {
    look.during(work);
  }

  /** What does not stop in time is left behind. */
  void stop() {
    leave("The context", leaving, whole(context::stop));
  }

  boolean isStarted() {
    return context.isStarted();
  }

  /**
   * @throws CallFailed unclear when they may be laid yet
   */
  void add(LaidRoutes routes) throws CallFailed {
    beginnings.run(alone(routes.account(), whole(() -> lay(routes))));
  }

  /** For a trial, whose account need not be there. */
  void addForTrial(LaidRoutes routes) throws CallFailed {
    trials.run(whole(() -> lay(routes)));
  }

  /** Has them laid for somebody to look at; none of them ever runs. */
  void draw(LaidRoutes routes) throws CallFailed {
    trials.run(whole(() -> routes.configureRoutes(context)));
  }

  /** What the connector makes of settings that somebody has entered. */
  <T> T make(Callable<T> settings) throws CallFailed {
    return trials.run(settings);
  }

  /**
   * The same, of an account: the same settings are made once at a time, however often the account
   * is switched on, and whoever else needs them waits as long as making them may take.
   */
  <T> T make(StoredAccount account, Callable<T> settings) throws CallFailed {
    Object same = List.of(account.id(), account.settings(), account.secrets());
    Duration most = limits.longestStep();
    return beginnings.run(alone(same, most, "checking the account's settings", settings));
  }

  private void lay(LaidRoutes routes) throws Exception {
    try {
      context.addRoutes(routes);
    } finally {
      if (routes.end()) {
        takeAway(routes);
      }
    }
  }

  /** Those that are being laid yet are taken away by whoever lays them. */
  void remove(LaidRoutes routes) {
    if (routes.giveUp()) {
      leave("A route", endings, alone(routes.account(), whole(() -> takeAway(routes))));
    }
  }

  void removeAfterTrial(LaidRoutes routes) {
    if (routes.giveUp()) {
      leave("A route", trials, whole(() -> takeAway(routes)));
    }
  }

  private void takeAway(LaidRoutes routes) throws Exception {
    for (String id : routes.routeIds()) {
      context.getRouteController().stopRoute(id);
      context.removeRoute(id);
    }
  }

  void startRoute(String id) {
    done(beginnings, alone(id, whole(() -> context.getRouteController().startRoute(id))));
  }

  void stopRoute(String id) {
    done(endings, alone(id, whole(() -> context.getRouteController().stopRoute(id))));
  }

  /** For the calls of one account. */
  Calls.Way way(Turnstile turnstile) {
    return new Calls.Way(this, turnstile, leash(), leash());
  }

  private Leash leash() {
    return new Leash(connector.name(), threads, limits.ofCalls(connector.budget().parallel()));
  }

  /** For the calls of all trials, so that another try gets no places of its own. */
  Calls.Way wayOfTrials(Turnstile turnstile) {
    return new Calls.Way(this, turnstile, trials, trials);
  }

  /** Sends one message through the route behind an endpoint and waits for what it comes to. */
  @Nullable Object call(
      Leash leash,
      String endpoint,
      Object body,
      Map<String, Object> headers,
      Map<String, Object> properties)
      throws CallFailed {
    return leash.run(() -> send(endpoint, body, headers, properties)).orElse(null);
  }

  private Optional<Object> send(
      String endpoint, Object body, Map<String, Object> headers, Map<String, Object> properties)
      throws CallFailed {
    Exchange exchange = context.getEndpoint(endpoint).createExchange();
    exchange.getMessage().setBody(body);
    exchange.getMessage().setHeaders(new HashMap<>(headers));
    properties.forEach(exchange::setProperty);
    entrance.send(endpoint, exchange);
    CallFailed known = exchange.getProperty(ClassifyFaults.FAILED, CallFailed.class);
    if (known != null) {
      throw known;
    }
    if (exchange.getException() != null) {
      throw faults.of(exchange, exchange.getException());
    }
    return Optional.ofNullable(exchange.getMessage().getBody());
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

  private Callable<Boolean> alone(Object account, Callable<Boolean> work) {
    return alone(account, Duration.ZERO, "laying or ending the account's routes", work);
  }

  /**
   * Refused while the last work on the same thing goes on for longer: else one account takes a
   * thread with every try, and what ends late takes newer routes for its own.
   */
  private <T> Callable<T> alone(Object what, Duration most, String doing, Callable<T> work) {
    return () -> {
      var own = new Turn(most);
      for (Turn last = begin(what, own); last != null; last = begin(what, own)) {
        if (!last.awaitEnd()) {
          String message = "Connector '%s' has not ended %s yet".formatted(connector.id(), doing);
          throw new CallFailed(new ParleyException(Fault.REMOTE, message), false);
        }
      }
      try {
        return work.call();
      } finally {
        underWay.remove(what);
        own.end();
      }
    };
  }

  private @Nullable Turn begin(Object what, Turn own) {
    return underWay.putIfAbsent(what, own);
  }

  private static Callable<Boolean> whole(Work work) {
    return () -> {
      work.run();
      return true;
    };
  }

  private static void done(Leash leash, Callable<Boolean> work) {
    try {
      leash.run(work);
    } catch (CallFailed e) {
      throw e.failure();
    }
  }

  private void leave(String what, Leash leash, Callable<Boolean> work) {
    try {
      done(leash, work);
    } catch (ParleyException e) {
      LOG.warn("{} of connector '{}' is left behind", what, connector.id(), e);
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  /** Work under way, whose end others may wait for until it has had its time. */
  private static final class Turn {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final long until;

    Turn(Duration most) {
      until = System.nanoTime() + most.toNanos();
    }

    boolean awaitEnd() throws InterruptedException {
      return ended.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    void end() {
      ended.countDown();
    }
  }
}
