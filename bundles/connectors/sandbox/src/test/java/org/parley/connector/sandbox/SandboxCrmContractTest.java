// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.sandbox;

import static java.util.stream.Collectors.joining;

import org.parley.api.connectors.Capability;
import org.parley.connector.Connector;
import org.parley.connectorkit.StandIn;
import org.parley.connectorkit.StandIn.Fact;
import org.parley.testkit.FaultServer.Answer;

class SandboxCrmContractTest extends SandboxContract {
  @Override
  protected Connector<?> connector() {
    return new SandboxCrm(address());
  }

  @Override
  protected void play(StandIn side) {
    side.answers(ending("/me"), request -> Answer.of(200, "Open"));
    side.takes(Capability.LEAD_UPSERT, ending("/leads"))
        .mark(SandboxContract::key)
        .text(request -> StandIn.read(request, "attributes", "name"))
        .answer(SandboxContract::accepted);
    side.tells(
        Capability.CRM_CHANGES,
        ending("/changes"),
        (request, facts) ->
            Answer.of(
                200,
                "{\"changes\": [%s]}"
                    .formatted(
                        facts.stream().map(SandboxCrmContractTest::change).collect(joining(",")))));
  }

  private static String change(Fact fact) {
    return """
        {"number": %1$d, "kind": "change", "account": "a", "key": "k%1$d", "at": "2026-03-01T09:00:00Z",
         "content": {"lead": "01890000-0000-7000-8000-%1$012d", "status": "WON", "owner": %2$s}}"""
        .formatted(fact.number(), StandIn.quoted(fact.text()));
  }
}
