// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static java.util.stream.Collectors.joining;
import static org.parley.api.connectors.Capability.FEED_IN;
import static org.parley.api.connectors.Capability.PUBLISH;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.connector.Connector;
import org.parley.connectorkit.Pinboard.Wrong;
import org.parley.connectorkit.StandIn.Fact;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

/** Not run by itself: its name is no test's. */
final class PinboardContract extends ConnectorContract {
  private final Wrong wrong;

  PinboardContract(Wrong wrong) {
    this.wrong = wrong;
  }

  @Override
  protected Connector<?> connector() {
    return new Pinboard(wrong);
  }

  @Override
  protected Map<String, Object> settings(StandIn board) {
    return Map.of("address", board.address().toString(), "key", board.secret());
  }

  @Override
  protected void play(StandIn board) {
    board.answers("GET", "/me", request -> Answer.of(200, "ada"));
    board
        .takes(PUBLISH, "POST", "/pins")
        .mark(request -> request.headers().getOrDefault("idempotency-key", ""))
        .text(request -> StandIn.read(request, "text"))
        .answer(taken -> Answer.of(201, "{\"id\": \"p" + taken.number() + "\"}"));
    board.tells(FEED_IN, "GET", "/pins", PinboardContract::page);
  }

  @Override
  protected Optional<String> call(Fact fact) {
    return Optional.of(pin(fact));
  }

  private static Answer page(Request request, List<Fact> facts) {
    long after = Long.parseLong(request.path().split("=")[1]);
    String pins = facts.stream().skip(after).map(PinboardContract::pin).collect(joining(","));
    return Answer.of(200, "{\"pins\": [%s], \"next\": \"%d\"}".formatted(pins, facts.size()));
  }

  private static String pin(Fact fact) {
    return "{\"id\": \"f%d\", \"text\": %s}".formatted(fact.number(), StandIn.quoted(fact.text()));
  }
}
