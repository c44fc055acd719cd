// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Capability.Role;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.SignIn;
import org.parley.connector.Hook;
import org.parley.connector.Routes;

/** The routes of one account as its connector lays them. */
final class LaidRoutes extends RouteBuilder implements Routes {
  private final Descriptor connector;
  private final UUID account;
  private final Consumer<Routes> lay;
  private final Processor end;
  private final Map<Step, RouteDefinition> laid = new LinkedHashMap<>();
  private final Map<Capability, Duration> polls = new EnumMap<>(Capability.class);
  private final Map<Capability, Hook> hooks = new EnumMap<>(Capability.class);
  private boolean ended;
  private boolean givenUp;

  /**
   * @param end what becomes of the finds that a listening route comes to
   */
  LaidRoutes(Descriptor connector, UUID account, Consumer<Routes> lay, Processor end) {
    this.connector = connector;
    this.account = account;
    this.lay = lay;
    this.end = end;
  }

  @Override
  public void configure() {
    lay.accept(this);
    requireWhole();
    laid.forEach(
        (step, route) -> {
          if (step.verb() == Step.Verb.LISTEN) {
            route
                .autoStartup(false)
                .setProperty("capability", constant(step.capability()))
                .process(end);
          }
        });
  }

  /** By now newer settings may hold, or none. */
  @Override
  protected void populateRoutes() throws Exception {
    requireWanted();
    super.populateRoutes();
  }

  private synchronized void requireWanted() {
    if (givenUp) {
      throw wrong("has laid its routes too late");
    }
  }

  /**
   * Says that laying them has come to its end, whichever.
   *
   * @return whether they were given up meanwhile and whoever laid them must take them away
   */
  synchronized boolean end() {
    ended = true;
    return givenUp;
  }

  /**
   * Says that they are not wanted any longer.
   *
   * @return whether the caller must take them away
   */
  synchronized boolean giveUp() {
    boolean first = !givenUp;
    givenUp = true;
    return first && ended;
  }

  Descriptor connector() {
    return connector;
  }

  boolean has(Step step) {
    return laid.containsKey(step);
  }

  Map<Capability, Duration> polls() {
    return Map.copyOf(polls);
  }

  /** The one that there may be, with the source that it was laid for. */
  Optional<Map.Entry<Capability, Hook>> hook() {
    return hooks.entrySet().stream().findFirst();
  }

  /** The sources that listen by themselves, once they are started. */
  Set<Capability> listening() {
    return laid.keySet().stream()
        .filter(step -> step.verb() == Step.Verb.LISTEN)
        .map(step -> Optional.ofNullable(step.capability()).orElseThrow())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Complete once laying them has ended. */
  List<String> routeIds() {
    return laid.keySet().stream().map(step -> step.routeId(connector.id(), account)).toList();
  }

  /** The routes, one step a line, for a person. */
  String inWords() {
    var words = new StringBuilder();
    laid.forEach((step, route) -> RoutesInWords.write(words, step.words(), route));
    return words.toString();
  }

  @Override
  public UUID account() {
    return account;
  }

  @Override
  public RouteDefinition sink(Capability sink) {
    requireRole(sink, Role.SINK);
    return begin(Step.sink(sink));
  }

  @Override
  public RouteDefinition prepare(Capability sink) {
    requireRole(sink, Role.SINK);
    return begin(Step.prepare(sink));
  }

  @Override
  public RouteDefinition readBack(Capability sink) {
    requireRole(sink, Role.SINK);
    return begin(Step.readBack(sink));
  }

  @Override
  public RouteDefinition poll(Capability source, Duration pace) {
    requireRole(source, Role.SOURCE);
    if (pace.isNegative() || pace.isZero()) {
      throw new ParleyException(
          Fault.SETTINGS,
          "It is to ask every '" + pace + "', which has no end; enter a time such as 'PT5M'");
    }
    polls.put(source, pace);
    return begin(Step.poll(source));
  }

  @Override
  public RouteDefinition webhook(Capability source, Hook hook) {
    requireRole(source, Role.SOURCE);
    hooks.put(source, hook);
    if (hooks.size() > 1) {
      throw wrong("lays two webhooks; an account has one address");
    }
    return begin(Step.webhook(source));
  }

  @Override
  public RouteDefinition listen(Capability source, String endpoint) {
    requireRole(source, Role.SOURCE);
    return begin(Step.listen(source), endpoint);
  }

  @Override
  public RouteDefinition check() {
    return begin(Step.CHECK);
  }

  @Override
  public RouteDefinition signIn() {
    return begin(Step.SIGN_IN);
  }

  @Override
  public RouteDefinition rules() {
    return begin(Step.RULES);
  }

  @Override
  public RouteDefinition renew() {
    return begin(Step.RENEW);
  }

  private RouteDefinition begin(Step step) {
    return begin(step, step.endpoint(account));
  }

  private RouteDefinition begin(Step step, String endpoint) {
    RouteDefinition route = from(endpoint).routeId(step.routeId(connector.id(), account));
    if (laid.put(step, route) != null) {
      throw wrong("lays two routes for '" + step.words() + "'");
    }
    return route;
  }

  private void requireRole(Capability capability, Role role) {
    if (capability.role() != role || !connector.can(capability)) {
      throw wrong("lays a route for '" + capability + "', which its descriptor does not hold");
    }
  }

  private void requireWhole() {
    Set<Capability> served = new HashSet<>();
    laid.keySet().stream()
        .map(step -> Optional.ofNullable(step.capability()))
        .forEach(capability -> capability.ifPresent(served::add));
    for (Capability capability : connector.capabilities()) {
      boolean told = capability.role() == Role.SOURCE && !hooks.isEmpty();
      if (capability.role() != Role.TRAIT && !told && !served.contains(capability)) {
        throw wrong("lays no route for '" + capability + "'");
      }
      if (connector.repeat(capability).orElseThrow() instanceof Repeat.ReadBack
          && !has(Step.readBack(capability))) {
        throw wrong("lays no route that reads back '" + capability + "'");
      }
    }
    if (has(Step.RENEW) && hooks.isEmpty()) {
      throw wrong("renews what calls the hub, but lays no webhook");
    }
    if (connector.signIn() instanceof SignIn.Session && !has(Step.SIGN_IN)) {
      throw wrong("lays no route that signs in");
    }
  }

  private IllegalStateException wrong(String what) {
    return new IllegalStateException("Connector '" + connector.id() + "' " + what);
  }
}
