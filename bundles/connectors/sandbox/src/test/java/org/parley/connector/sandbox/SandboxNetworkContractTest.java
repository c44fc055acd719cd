// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.sandbox;

import org.parley.api.connectors.Capability;
import org.parley.connector.Connector;
import org.parley.connectorkit.StandIn;
import org.parley.testkit.FaultServer.Answer;

class SandboxNetworkContractTest extends SandboxContract {
  @Override
  protected Connector<?> connector() {
    return new SandboxNetwork(address());
  }

  @Override
  protected void play(StandIn side) {
    side.answers(ending("/me"), request -> Answer.of(200, "Open"));
    side.takes(Capability.PUBLISH, ending("/posts"))
        .mark(SandboxContract::key)
        .text(request -> StandIn.read(request, "text"))
        .answer(SandboxContract::accepted);
  }
}
