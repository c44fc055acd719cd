// SPDX-License-Identifier: Apache-2.0
package org.example.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.PostPublished;
import org.parley.connectorkit.Samples;
import org.parley.connectorkit.TrialHub;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;

class PostcardTest {
  // [test]
  @Test
  void handsOverOnceThroughEveryTrouble() {
    try (TrialHub hub = new TrialHub();
        FaultServer system = new FaultServer().otherwise(request -> Answer.of(200, "card-1"))) {
      UUID account = hub.connect(new Postcard(), Map.of("address", system.address() + "/cards"));
      BusRecord post = Samples.post(account, "postcard", Samples.AWKWARD);
      system.then(Answer.of(429, "", "Retry-After: 0"), Answer.of(503, ""), Answer.reset());

      hub.deliverUntilDone(post);

      assertThat(system.requests())
          .extracting(request -> request.headers().get("idempotency-key"))
          .hasSize(4)
          .containsOnly(system.requests().get(0).headers().get("idempotency-key"));
      assertThat(hub.bus().data(PostPublished.class))
          .singleElement()
          .extracting(PostPublished::remoteId)
          .isEqualTo("card-1");
    }
  }
  // [/test]
}
