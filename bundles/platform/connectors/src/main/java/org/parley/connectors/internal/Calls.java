// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.connectors.Descriptor;
import org.parley.connector.Token;

/** Calls the routes of one account, signed in, and notes how the account does. */
final class Calls {
  private final Descriptor connector;
  private final UUID account;
  private final Way way;
  private final Condition condition;
  private final Destinations destinations;
  private final Access access;
  private final Map<String, Object> settings;

  /** Whether the work that this thread does has asked the system for anything. */
  private final ThreadLocal<Boolean> asked = ThreadLocal.withInitial(() -> false);

  Calls(
      Descriptor connector,
      UUID account,
      Way way,
      Condition condition,
      Map<String, Object> settings,
      Hub hub) {
    this.connector = connector;
    this.account = account;
    this.way = way;
    this.condition = condition;
    this.settings = settings;
    destinations = new Destinations(settings, hub.outside().gate());
    var means = new Access.Way(hub, way.context.signing(), this::signIn);
    access = new Access(connector, account, new Flows(connector, settings, hub), means);
  }

  /** Nothing is signed for the account any longer. */
  void close() {
    access.close();
  }

  /** Sees to it that a sign-in does not end only because nobody used it. */
  void tend() {
    try {
      access.tend();
    } catch (CallFailed e) {
      note(Step.SIGN_IN, e);
    }
  }

  /**
   * Does work of this account.
   *
   * @return what it answers: whether it has asked the system
   * @throws NotAsked when it fails before it has
   */
  boolean during(BooleanSupplier work) {
    asked.remove();
    try {
      return work.getAsBoolean();
    } catch (RuntimeException e) {
      throw asked.get() ? e : new NotAsked(e);
    } finally {
      asked.remove();
    }
  }

  <T> T call(Step step, Object body, Class<T> answer) throws CallFailed {
    try {
      destinations.check();
      T result = cast(step, signedIn(step, body), answer);
      condition.succeeded();
      return result;
    } catch (CallFailed e) {
      note(step, e);
      throw e;
    }
  }

  /** A system that refuses one post is well; of one that was not asked nothing is known. */
  private void note(Step step, CallFailed failed) {
    if (failed.isCrowded()) {
      return;
    }
    access.note(failed);
    if (step.verb() == Step.Verb.SINK && failed.failure().fault() == Fault.INPUT) {
      condition.succeeded();
    } else {
      condition.failed(failed);
    }
  }

  /**
   * Has a connector make sense of what came in by itself; nothing is sent and the account's
   * condition is not touched. However many come, what the account sends has places of its own.
   *
   * @throws InvalidInput when it cannot
   * @throws ParleyException when this is not the body's fault and the caller should try again
   */
  <T> T understand(Step step, Object body, Class<T> answer) {
    try {
      return cast(step, send(step, body, null), answer);
    } catch (CallFailed e) {
      if (e.failure() instanceof InvalidInput refused) {
        throw refused;
      }
      if (e.failure().fault() == Fault.REMOTE || e.isCrowded() || !way.context.isStarted()) {
        throw e.failure();
      }
      throw new InvalidInput("body", "Cannot be understood: " + e.getMessage());
    }
  }

  private @Nullable Object signedIn(Step step, Object body) throws CallFailed {
    Access.Pass pass = access.pass();
    while (true) {
      try {
        return send(step, body, pass);
      } catch (CallFailed e) {
        pass = access.anew(pass, e).orElseThrow(() -> e);
      }
    }
  }

  private Held signIn(Optional<Held> last) throws CallFailed {
    Optional<Token> token = last.map(Held::token);
    return Held.of(cast(Step.SIGN_IN, send(Step.SIGN_IN, token, null), Token.class));
  }

  private @Nullable Object send(Step step, Object body, Access.@Nullable Pass pass)
      throws CallFailed {
    Map<String, Object> headers = pass == null ? Map.of() : pass.headers();
    Map<String, Object> properties = new HashMap<>(pass == null ? Map.of() : pass.facts());
    var hearing = new Hearing(condition);
    properties.put(NoteSending.HEARING, hearing);
    Leash held = step.verb() == Step.Verb.WEBHOOK ? way.webhooks : way.calls;
    try {
      return way.context.call(held, step.endpoint(account), body, headers, properties);
    } catch (CallFailed e) {
      if (e.isUnclear()) {
        hearing.sends();
      }
      throw Hush.of(settings, headers).hush(e);
    } finally {
      if (hearing.sent) {
        asked.set(true);
      }
    }
  }

  private <T> T cast(Step step, @Nullable Object result, Class<T> answer) throws CallFailed {
    if (answer.isInstance(result)) {
      return answer.cast(result);
    }
    String came = result == null ? "nothing" : result.getClass().getSimpleName();
    String message =
        "Connector '%s' came to '%s' on its route '%s'; it must come to %s"
            .formatted(connector.id(), came, step.words(), answer.getSimpleName());
    throw new CallFailed(new ParleyException(Fault.HUB, message), true);
  }

  /** What the calls of one sending say. */
  private static final class Hearing implements NoteSending.Hearing {
    private final Condition condition;
    private volatile boolean sent;

    Hearing(Condition condition) {
      this.condition = condition;
    }

    @Override
    public void hear(Map<String, ?> headers) {
      condition.heard(headers);
    }

    @Override
    public void sends() {
      sent = true;
    }
  }

  /**
   * The way into the connector's routes.
   *
   * @param turnstile that its calls go through
   * @param calls what the hub asks runs on this
   * @param webhooks what comes by itself runs on this
   */
  record Way(ConnectorContext context, Turnstile turnstile, Leash calls, Leash webhooks) {}
}
