// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import jakarta.validation.Validator;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.LifeCycle;
import org.parley.api.connectors.RateBudget;
import org.parley.connector.CamelContexts;
import org.parley.connector.Connector;
import org.parley.connector.ContextPart;
import org.parley.connectors.internal.SettingsForm.Made;

/** A connector that is there: its context and the lines of its accounts. */
final class Joined<S> {
  private final Connector<S> connector;
  private final Descriptor descriptor;
  private final SettingsForm<S> form;
  private final Hub hub;
  private final ConnectorContext context;
  private final Turnstile turnstile;

  /** People try when they like. */
  private final Turnstile ofTrials;

  private final Map<UUID, Line> lines = new ConcurrentHashMap<>();
  private final Map<UUID, ParleyException> refused = new ConcurrentHashMap<>();
  private final AtomicBoolean served = new AtomicBoolean();
  private final AtomicBoolean tended = new AtomicBoolean();
  private volatile boolean started;
  private volatile boolean closed;

  Joined(
      Connector<S> connector,
      CamelContexts contexts,
      Collection<ContextPart> parts,
      Validator validator,
      Hub hub) {
    this.connector = connector;
    this.hub = hub;
    descriptor = connector.descriptor();
    form = SettingsForm.of(connector.settings(), validator);
    context = new ConnectorContext(connector, contexts, parts, hub);
    turnstile = hub.budgets().turnstile(descriptor.id(), descriptor.budget());
    ofTrials =
        new Turnstile(descriptor.id(), RateBudget.NONE, Ledger.inMemory(hub.clock()), hub.clock());
  }

  Connector<S> connector() {
    return connector;
  }

  Descriptor descriptor() {
    return descriptor;
  }

  /**
   * Asked before an account is made or tried.
   *
   * @throws InvalidInput when the system is gone
   */
  void requireLiving() {
    LifeCycle life = descriptor.lifeCycle();
    if (life.state() == LifeCycle.State.RETIRED) {
      throw new InvalidInput(
          "connector",
          "'%s' is gone, and nothing can be connected to it; in its place there are: %s"
              .formatted(descriptor.name(), String.join(", ", life.instead())));
    }
  }

  SettingsForm<S> form() {
    return form;
  }

  /** Does what serves it unless that is being done. */
  void unlessServed(Runnable serve) {
    if (served.compareAndSet(false, true)) {
      try {
        serve.run();
      } finally {
        served.set(false);
      }
    }
  }

  /**
   * Brings the lines into step with the accounts of this connector that are switched on.
   *
   * @param accounts read only when it is this call's turn, so that none works from an old list
   */
  synchronized void serve(Supplier<List<StoredAccount>> accounts) {
    if (closed) {
      return;
    }
    if (!started) {
      context.start();
      started = true;
    }
    Map<UUID, StoredAccount> wanted = new HashMap<>();
    accounts.get().forEach(account -> wanted.put(account.id(), account));
    context.look(() -> bringInStep(wanted));
  }

  private void bringInStep(Map<UUID, StoredAccount> wanted) {
    List.copyOf(lines.entrySet())
        .forEach(
            entry -> {
              StoredAccount account = wanted.get(entry.getKey());
              if (account == null || account.version() != entry.getValue().version()) {
                lines.remove(entry.getKey(), entry.getValue());
                entry.getValue().stop();
              }
            });
    refused.keySet().retainAll(wanted.keySet());
    wanted.values().stream()
        .filter(account -> !lines.containsKey(account.id()))
        .forEach(this::open);
  }

  /** Whoever is opening accounts meanwhile opens no more. */
  void stop() {
    closed = true;
    end();
  }

  private synchronized void end() {
    context.look(
        () -> {
          lines.values().forEach(Line::stop);
          lines.clear();
          if (started) {
            context.stop();
          }
        });
  }

  /** Sees to the sign-ins of its accounts, unless a slow system still has the last look wait. */
  void tend() {
    if (tended.compareAndSet(false, true)) {
      try {
        lines.values().forEach(Line::tend);
      } finally {
        tended.set(false);
      }
    }
  }

  /**
   * The steps by which an account signs in, given its settings.
   *
   * @throws InvalidInput when its settings no longer suffice
   */
  Flows flows(StoredAccount account) {
    return new Flows(descriptor, settings(account).values(), hub);
  }

  Optional<Line> line(UUID account) {
    return Optional.ofNullable(lines.get(account));
  }

  /** Why an account that is switched on has no line. */
  Optional<ParleyException> refusal(UUID account) {
    return Optional.ofNullable(refused.get(account));
  }

  /**
   * Reads settings that somebody has entered.
   *
   * @param kept the secrets that stand in for those left out, by field
   * @throws InvalidInput naming every bad field below {@code settings}
   */
  Made<S> read(Map<String, @Nullable Object> tree, Function<String, Optional<Secret>> kept)
      throws CallFailed {
    try {
      return context.make(form.read(tree, kept));
    } catch (CallFailed e) {
      if (e.failure() instanceof InvalidInput bad) {
        throw bad;
      }
      throw e;
    }
  }

  /** Tries a connection whose account need not exist. */
  String tryOut(UUID id, Made<S> made) throws CallFailed {
    var parts = LineParts.of(id, descriptor, made.values(), context.wayOfTrials(ofTrials), hub);
    var routes =
        new LaidRoutes(descriptor, id, laid -> connector.routes(laid, made.settings()), end -> {});
    if (!start()) {
      throw new CallFailed(new ParleyException(Fault.HUB, "The connector is being updated"), false);
    }
    try {
      context.addForTrial(routes);
      return routes.has(Step.CHECK)
          ? parts.calls().call(Step.CHECK, "", String.class)
          : "The settings are complete; this connector has no way to try a connection";
    } finally {
      context.removeAfterTrial(routes);
      parts.calls().close();
      parts.condition().close();
      hub.turns().forget(id);
      hub.vault().forget(Tokens.nameOf(id));
      hub.store()
          .inTransaction(
              transaction -> {
                SignInRows.delete(transaction, id);
                return id;
              });
    }
  }

  /**
   * Its routes for a person to look at.
   *
   * @param account whose they are; without one they are drawn as for any, where that can be
   */
  Optional<String> routesInWords(Optional<StoredAccount> account) throws CallFailed {
    Optional<S> settings =
        account.isPresent() ? Optional.of(settings(account.get()).settings()) : form.sample();
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    UUID id = account.map(StoredAccount::id).orElse(new UUID(0, 0));
    var routes =
        new LaidRoutes(descriptor, id, laid -> connector.routes(laid, settings.get()), end -> {});
    context.draw(routes);
    return Optional.of(routes.inWords());
  }

  /** Waits for no look at accounts, but for the first to start the context. */
  private boolean start() {
    if (!started) {
      startOnce();
    }
    return !closed;
  }

  private synchronized void startOnce() {
    if (!started && !closed) {
      context.start();
      started = true;
    }
  }

  private void open(StoredAccount account) {
    if (!closed) {
      Caught.by(() -> begin(account))
          .ifPresentOrElse(
              failure -> refused.put(account.id(), refusal(failure)),
              () -> refused.remove(account.id()));
    }
  }

  private static ParleyException refusal(Throwable failure) {
    if (failure instanceof InvalidInput) {
      String message = "Its settings no longer suffice: " + failure.getMessage();
      return new ParleyException(Fault.SETTINGS, message, failure);
    }
    return failure instanceof ParleyException known
        ? known
        : new ParleyException(
            Fault.HUB, "The connector failed on its settings: " + failure, failure);
  }

  /** A line that does not start is taken away again, so that the next look tries anew. */
  private void begin(StoredAccount account) {
    var line = new Line(account, settings(account), connector, context, turnstile, hub);
    lines.put(account.id(), line);
    boolean begun = false;
    try {
      line.start();
      begun = true;
    } finally {
      if (!begun) {
        lines.remove(account.id(), line);
        line.stop();
      }
    }
  }

  private Made<S> settings(StoredAccount account) {
    try {
      return context.make(account, form.read(account.settings(), field -> secret(account, field)));
    } catch (CallFailed e) {
      throw e.failure();
    }
  }

  private Optional<Secret> secret(StoredAccount account, String field) {
    @Nullable String name = account.secrets().get(field);
    return name == null ? Optional.empty() : hub.vault().find(name);
  }
}
