// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.feed;

import static java.util.stream.Collectors.joining;
import static org.parley.api.connectors.Capability.FEED_IN;

import java.util.List;
import java.util.Map;
import org.parley.connector.Connector;
import org.parley.connectorkit.ConnectorContract;
import org.parley.connectorkit.StandIn;
import org.parley.connectorkit.StandIn.Fact;
import org.parley.testkit.FaultServer.Answer;

class FeedContractTest extends ConnectorContract {
  @Override
  protected Connector<?> connector() {
    return new FeedIn(new Site());
  }

  @Override
  protected Map<String, Object> settings(StandIn site) {
    return Map.of("address", site.address() + "/feed");
  }

  @Override
  protected void play(StandIn site) {
    site.tells(FEED_IN, "GET", "/feed", (request, facts) -> feed(facts));
  }

  private static Answer feed(List<Fact> facts) {
    return Answer.of(
        200,
        """
        {"version": "https://jsonfeed.org/version/1.1", "title": "Ada", "items": [%s]}"""
            .formatted(facts.stream().map(FeedContractTest::item).collect(joining(","))),
        "Content-Type: application/feed+json");
  }

  private static String item(Fact fact) {
    return """
        {"id": "i%1$d", "url": "https://example.org/%1$d", "title": %2$s,
         "date_published": "2026-03-01T09:00:%1$02dZ"}"""
        .formatted(fact.number(), StandIn.quoted(fact.text()));
  }
}
