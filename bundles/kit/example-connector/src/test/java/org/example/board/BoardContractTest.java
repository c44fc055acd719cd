// SPDX-License-Identifier: Apache-2.0
package org.example.board;

import static java.util.stream.Collectors.joining;
import static org.parley.api.connectors.Capability.FEED_IN;
import static org.parley.api.connectors.Capability.PUBLISH;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.parley.connector.Connector;
import org.parley.connectorkit.ConnectorContract;
import org.parley.connectorkit.StandIn;
import org.parley.connectorkit.StandIn.Fact;
import org.parley.connectorkit.StandIn.Taken;
import org.parley.testkit.FaultServer.Answer;

// [contract]
class BoardContractTest extends ConnectorContract {
  @Override
  protected Connector<?> connector() {
    return new Board();
  }

  @Override
  protected Map<String, Object> settings(StandIn board) {
    return Map.of("address", board.address().toString(), "key", board.secret());
  }

  @Override
  protected void play(StandIn board) {
    board.answers("GET", "/me", request -> Answer.of(200, "ada"));
    board
        .takes(PUBLISH, "POST", "/notices")
        .mark(request -> StandIn.read(request, "reference"))
        .text(request -> StandIn.read(request, "text"))
        .answer(taken -> Answer.of(201, notice(taken)));
    board.answers(
        request -> request.path().startsWith("/notices?reference="),
        request ->
            several(
                board.find(PUBLISH, request.path().split("=")[1]).stream()
                    .map(BoardContractTest::notice)));
    board.tells(
        FEED_IN,
        "GET",
        "/notices",
        (request, facts) -> several(facts.stream().map(BoardContractTest::notice)));
  }

  @Override
  protected Optional<String> call(Fact fact) {
    return Optional.of(notice(fact));
  }

  private static String notice(Taken taken) {
    return notice("n" + taken.number(), taken.text());
  }

  private static String notice(Fact fact) {
    return notice("f" + fact.number(), fact.text());
  }

  private static String notice(String id, String text) {
    return """
        {"id": "%1$s", "text": %2$s, "page": "https://board.example/%1$s", "at": "2026-11-22T08:00:00Z"}"""
        .formatted(id, StandIn.quoted(text));
  }

  private static Answer several(Stream<String> notices) {
    String all = notices.collect(joining(","));
    return Answer.of(200, "{\"notices\": [" + all + "], \"more\": false}");
  }
}
// [/contract]
