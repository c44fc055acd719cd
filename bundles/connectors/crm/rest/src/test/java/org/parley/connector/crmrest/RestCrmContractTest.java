// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.crmrest;

import static org.parley.api.connectors.Capability.LEAD_UPSERT;

import java.util.Map;
import java.util.Optional;
import org.parley.connector.Connector;
import org.parley.connectorkit.ConnectorContract;
import org.parley.connectorkit.StandIn;
import org.parley.connectorkit.StandIn.Fact;
import org.parley.testkit.FaultServer.Answer;

class RestCrmContractTest extends ConnectorContract {
  @Override
  protected Connector<?> connector() {
    return new RestCrm();
  }

  @Override
  protected Map<String, Object> settings(StandIn crm) {
    return Map.of("address", crm.address() + "/leads", "secret", crm.secret());
  }

  @Override
  protected void play(StandIn crm) {
    crm.answers(request -> request.body().contains("\"ping\""), ping -> Answer.of(200, ""));
    crm.takes(LEAD_UPSERT, "POST", "/leads")
        .mark(request -> request.headers().getOrDefault("idempotency-key", ""))
        .text(request -> StandIn.read(request, "attributes", "name"))
        .answer(taken -> Answer.of(200, "{\"id\": " + taken.number() + "}"));
  }

  @Override
  protected Optional<String> call(Fact fact) {
    String lead = "01890000-0000-7000-8000-%012d".formatted(fact.number());
    return Optional.of(
        "{\"id\": \"c%d\", \"lead\": \"%s\", \"status\": \"won\"}".formatted(fact.number(), lead));
  }
}
