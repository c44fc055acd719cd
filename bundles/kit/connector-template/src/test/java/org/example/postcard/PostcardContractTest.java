// SPDX-License-Identifier: Apache-2.0
package org.example.postcard;

import static org.parley.api.connectors.Capability.PUBLISH;

import java.util.Map;
import org.parley.connector.Connector;
import org.parley.connectorkit.ConnectorContract;
import org.parley.connectorkit.StandIn;
import org.parley.testkit.FaultServer.Answer;

// [contract]
class PostcardContractTest extends ConnectorContract {
  @Override
  protected Connector<?> connector() {
    return new Postcard();
  }

  @Override
  protected Map<String, Object> settings(StandIn system) {
    return Map.of("address", system.address() + "/cards");
  }

  @Override
  protected void play(StandIn system) {
    system
        .takes(PUBLISH, "POST", "/cards")
        .mark(request -> request.headers().getOrDefault("idempotency-key", ""))
        .text(request -> request.body())
        .answer(taken -> Answer.of(200, "{\"id\": \"card-%d\"}".formatted(taken.number())));
  }
}
// [/contract]
