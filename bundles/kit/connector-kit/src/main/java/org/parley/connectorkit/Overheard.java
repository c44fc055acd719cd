// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.api.ParleyException;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Descriptor;
import org.parley.connector.Connector;
import org.parley.connector.Hook;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;
import org.parley.connector.Signature;

/** A connector whose wishes are overheard: how its webhooks are signed, how often it asks. */
final class Overheard<S> implements Connector<S> {
  private final Connector<S> connector;
  private final Map<UUID, Signature> signatures = new ConcurrentHashMap<>();
  private final Set<Capability> hooks = ConcurrentHashMap.newKeySet();
  private final Map<Capability, Duration> paces = new ConcurrentHashMap<>();

  Overheard(Connector<S> connector) {
    this.connector = connector;
  }

  /** How calls for an account are signed. */
  Optional<Signature> signature(UUID account) {
    return Optional.ofNullable(signatures.get(account));
  }

  /** What it is told of by calls. */
  Set<Capability> hooks() {
    return Set.copyOf(hooks);
  }

  /** How often a source is asked; empty for one that is not. */
  Optional<Duration> pace(Capability source) {
    return Optional.ofNullable(paces.get(source));
  }

  @Override
  public Descriptor descriptor() {
    return connector.descriptor();
  }

  @Override
  public SettingsType<S> settings() {
    return connector.settings();
  }

  @Override
  public ClassLoader loader() {
    return connector.loader();
  }

  @Override
  public void routes(Routes routes, S settings) {
    var listening =
        (Routes)
            Proxy.newProxyInstance(
                Routes.class.getClassLoader(),
                new Class<?>[] {Routes.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("webhook")) {
                    signatures.put(routes.account(), signature(arguments[1]));
                    hooks.add((Capability) arguments[0]);
                  } else if (method.getName().equals("poll")) {
                    paces.put((Capability) arguments[0], (Duration) arguments[1]);
                  }
                  try {
                    return method.invoke(routes, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getTargetException();
                  }
                });
    connector.routes(listening, settings);
  }

  private static Signature signature(Object given) {
    return given instanceof Hook hook ? hook.signature() : (Signature) given;
  }

  @Override
  public Optional<ParleyException> explain(Throwable failure) {
    return connector.explain(failure);
  }
}
