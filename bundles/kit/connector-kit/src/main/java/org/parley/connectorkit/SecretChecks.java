// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parley.api.bus.BusRecord;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

/** Whatever happens, no secret stands in what people read: records, sentences, logs. */
final class SecretChecks {
  private final Handing handing;

  SecretChecks(Handing handing) {
    this.handing = handing;
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    boolean secret = handing.rig().rehearsal().secret();
    troubles()
        .forEach(
            (name, trouble) ->
                checks.add(
                    Check.of("kept " + name, trial -> kept(trial, trouble))
                        .onlyIf(secret, "It has no secret")));
    return checks;
  }

  private static Map<String, Trouble> troubles() {
    Map<String, Trouble> troubles = new LinkedHashMap<>();
    troubles.put("when all is well", (request, right) -> right.answer());
    troubles.put("when it is refused", Trouble.before(Answer.of(401, "{}")));
    troubles.put("when the system breaks down", Trouble.before(Answer.of(500, "{}")));
    troubles.put("when the system breaks off", Trouble.before(Answer.reset()));
    troubles.put("when the system is misread", Trouble.after(Answer.of(200, "<html>")));
    troubles.put("when a 401 repeats it", (request, right) -> repeated(401, request));
    troubles.put("when a 422 repeats it", (request, right) -> repeated(422, request));
    troubles.put("when a 500 repeats it", (request, right) -> repeated(500, request));
    troubles.put("when a 200 repeats it", (request, right) -> repeated(200, request));
    return troubles;
  }

  /** As systems do that want to help. */
  private static Answer repeated(int status, Request request) {
    String said = request.headers().getOrDefault("authorization", "") + " " + request.path();
    return Answer.of(status, "You sent " + said.replace('"', ' ') + " " + request.headers());
  }

  private void kept(Trial trial, Trouble trouble) {
    BusRecord record = trial.sample(handing.goods(), "Hello");
    trial.system().suffers(handing.sink(), trouble);
    trial.keepsSecrets(trial.deliver(record).failures());
  }
}
