// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Repeat;
import org.parley.connector.Connector;

/** The hub, in a time of its own, on which all checks of a connector run one after the other. */
final class Rig implements AutoCloseable {
  /** In the time of the world, since sockets know no other: what keeps silent is given up then. */
  private static final Duration LONGEST_CALL = Duration.ofMillis(1500);

  private final ConnectorContract contract;
  private final Overheard<?> connector;
  private final TrialTime time = new TrialTime();
  private final TrialHub hub = new TrialHub(time, LONGEST_CALL);
  private final Courier courier = new Courier(hub, time);
  private final List<URI> called = new CopyOnWriteArrayList<>();
  private final List<String> secrets = new CopyOnWriteArrayList<>();
  private final Printed printed = new Printed();
  private volatile Duration patience = Duration.ofSeconds(5);
  private Optional<Rehearsal> rehearsal = Optional.empty();
  private Optional<Place> left = Optional.empty();

  Rig(ConnectorContract contract) {
    this.contract = contract;
    connector = overheard(contract.connector());
    hub.add(this::listen);
  }

  private static <S> Overheard<S> overheard(Connector<S> connector) {
    return new Overheard<>(connector);
  }

  ConnectorContract contract() {
    return contract;
  }

  Overheard<?> connector() {
    return connector;
  }

  Descriptor descriptor() {
    return connector.descriptor();
  }

  /** How long something that must happen may take, in the time of the world. */
  Duration patience() {
    return patience;
  }

  void waitsAtMost(Duration longest) {
    patience = longest;
  }

  /** What the check before has left, for one that comes after others. */
  Optional<Place> takeLeft() {
    Optional<Place> place = left;
    left = Optional.empty();
    return place;
  }

  /** Leaves an account as it was found to the check that comes next. */
  void leave(Place place) {
    left = Optional.of(place);
  }

  TrialTime time() {
    return time;
  }

  TrialHub hub() {
    return hub;
  }

  Courier courier() {
    return courier;
  }

  Printed printed() {
    return printed;
  }

  /** What a run shows in which nothing goes wrong. */
  Rehearsal rehearsal() {
    if (rehearsal.isEmpty()) {
      rehearsal = Optional.of(Rehearsal.of(this));
    }
    return rehearsal.get();
  }

  /** Where routes have called since the last time. */
  List<URI> takeCalled() {
    List<URI> all = List.copyOf(called);
    called.clear();
    return all;
  }

  /** Another secret for each account. */
  String newSecret() {
    String secret = "hush" + UUID.randomUUID().toString().replace("-", "");
    secrets.add(secret);
    return secret;
  }

  /** The secrets of all accounts but one. */
  List<String> secretsBut(String own) {
    return secrets.stream().filter(secret -> !secret.equals(own)).toList();
  }

  /** What makes a second attempt safe. */
  Repeat repeat(Capability sink) {
    return descriptor().repeat(sink).orElseGet(Repeat::unsafe);
  }

  boolean knowsKeys(Capability capability) {
    return repeat(capability) instanceof Repeat.Keyed;
  }

  /** The hub stops and starts anew, as far as the connector can tell. */
  void restart() {
    hub.leave(connector);
    hub.join(connector);
  }

  @Override
  public void close() {
    takeLeft().ifPresent(place -> place.clear(hub));
    hub.close();
    printed.close();
  }

  private void listen(CamelContext context) {
    context
        .getManagementStrategy()
        .addEventNotifier(
            new EventNotifierSupport() {
              @Override
              public void notify(CamelEvent event) {
                if (event instanceof ExchangeSendingEvent sending) {
                  note(sending.getExchange(), sending.getEndpoint());
                }
              }
            });
  }

  private void note(Exchange exchange, Endpoint endpoint) {
    if (endpoint.getEndpointUri().startsWith("http")) {
      String named = exchange.getMessage().getHeader(Exchange.HTTP_URI, String.class);
      String address = named == null ? endpoint.getEndpointUri() : named;
      called.add(URI.create(address.replaceFirst("\\?.*", "").replace(" ", "%20")));
    }
  }
}
