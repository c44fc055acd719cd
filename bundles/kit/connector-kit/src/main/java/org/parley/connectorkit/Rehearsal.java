// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.api.accounts.Webhooks.Call;
import org.parley.api.bus.BusRecord;
import org.parley.api.connectors.Capability;
import org.parley.connector.Signature;
import org.parley.connectorkit.ConnectorContract.Unsigned;
import org.parley.connectorkit.StandIn.Taken;
import org.parley.testkit.FaultServer.Answer;

/**
 * What a run shows in which nothing goes wrong: from that it is known which checks apply.
 *
 * @param asks whether an account asks its system for anything when it is connected
 * @param hooks what it is told of by calls
 * @param timed whether calls are signed together with their time
 * @param bound whether they are signed together with their body
 * @param answers by which the system says that it has taken something
 * @param taken what it has taken
 * @param secret whether the account has a secret
 */
record Rehearsal(
    boolean asks,
    Set<Capability> hooks,
    boolean timed,
    boolean bound,
    Map<Capability, Answer> answers,
    Map<Capability, Taken> taken,
    Set<Capability> polled,
    boolean secret) {
  private static final String HOOK = "https://hub.example/hooks/account";
  private static final Instant DAYS_AGO = Instant.EPOCH;

  static Rehearsal of(Rig rig) {
    Instant now = rig.time().now();
    try (Trial trial = new Trial(rig)) {
      trial.account();
      Map<Capability, Answer> answers = new EnumMap<>(Capability.class);
      Map<Capability, Taken> taken = new EnumMap<>(Capability.class);
      Set<Capability> polled = new HashSet<>();
      boolean asks = !trial.system().requests().isEmpty();
      for (Capability each : rig.descriptor().capabilities()) {
        rig.connector().pace(each).ifPresent(pace -> polled.add(each));
        Goods.of(each).ifPresent(goods -> rehearse(trial, goods, answers, taken));
      }
      return new Rehearsal(
          asks,
          rig.connector().hooks(),
          differs(
              rig,
              trial,
              new Unsigned(HOOK, "call-1", now, "{}"),
              new Unsigned(HOOK, "call-1", DAYS_AGO, "{}")),
          differs(
              rig,
              trial,
              new Unsigned(HOOK, "call-1", now, "{}"),
              new Unsigned(HOOK, "call-1", now, "[]")),
          answers,
          taken,
          polled,
          !trial.secrets().isEmpty());
    }
  }

  /** Whether two calls bear another proof. */
  private static boolean differs(Rig rig, Trial trial, Unsigned one, Unsigned other) {
    return rig.connector()
        .signature(trial.account())
        .filter(signature -> !proof(rig, signature, one).equals(proof(rig, signature, other)))
        .isPresent();
  }

  private static List<Object> proof(Rig rig, Signature signature, Unsigned call) {
    try {
      Call signed = rig.contract().sign(signature, call);
      return List.of(signed.headers(), signed.query());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A call cannot be signed", e);
    }
  }

  private static void rehearse(
      Trial trial, Goods goods, Map<Capability, Answer> answers, Map<Capability, Taken> taken) {
    trial
        .system()
        .suffers(
            goods.capability(),
            (request, right) -> {
              Answer answer = right.answer();
              answers.put(goods.capability(), answer);
              return answer;
            });
    BusRecord sample = trial.sample(goods, "Hello");
    trial.rig().courier().once(sample, 1);
    trial.system().taken(goods.capability()).forEach(each -> taken.put(goods.capability(), each));
  }

  /** By which the system says that it has taken something, empty when it has not. */
  Optional<Answer> answer(Capability sink) {
    return Optional.ofNullable(answers.get(sink));
  }

  /** Whether the system recognises what it takes. */
  boolean isMarked(Capability sink) {
    return Optional.ofNullable(taken.get(sink)).filter(each -> !each.mark().isEmpty()).isPresent();
  }
}
