// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.sandbox;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.parley.connectorkit.ConnectorContract;
import org.parley.connectorkit.StandIn;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

/** The sandbox has one door for all accounts, whose name is in the path of each request. */
abstract class SandboxContract extends ConnectorContract {
  private final FaultServer door = new FaultServer().otherwise(this::pass);
  private final Map<String, StandIn> sides = new ConcurrentHashMap<>();
  private volatile @Nullable StandIn next;

  URI address() {
    return door.address();
  }

  @AfterEach
  void shut() {
    door.close();
  }

  @Override
  protected Map<String, Object> settings(StandIn side) {
    next = side;
    return Map.of();
  }

  @Override
  protected Set<String> hosts(StandIn side) {
    return Set.of(door.address().getAuthority());
  }

  private Answer pass(Request request) {
    return sides
        .computeIfAbsent(request.path().split("/")[2], account -> requireNonNull(next))
        .receive(request);
  }

  static Predicate<Request> ending(String end) {
    return request -> request.path().replaceFirst("\\?.*", "").endsWith(end);
  }

  static String key(Request request) {
    return request.headers().getOrDefault("idempotency-key", "");
  }

  static Answer accepted(StandIn.Taken taken) {
    return Answer.of(201, "{\"id\": \"s%1$d\", \"number\": %1$d}".formatted(taken.number()));
  }
}
