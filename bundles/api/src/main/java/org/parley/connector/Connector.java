// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.parley.api.ParleyException;
import org.parley.api.connectors.Descriptor;

/**
 * Joins the hub to one system. Published as a service by the connector's bundle; the hub takes it
 * up and lets go of it as the bundle comes and goes, and touches no other connector then.
 *
 * <p>The hub supplies what surrounds the routes: accounts and their settings, tokens, budgets,
 * breaker, retry, idempotency, de-duplication, cursors, the webhook's endpoint and signature. So a
 * connector holds no state, starts no thread, catches no failure of its system and logs nothing.
 *
 * @param <S> the settings of one account as {@link SettingsType} says
 */
@ConsumerType
public interface Connector<S> {
  /** What the system is and can do; always the same. Asked when the service appears. */
  Descriptor descriptor();

  /** What an account's settings are read into; {@link NoSettings} where it needs none. */
  SettingsType<S> settings();

  /**
   * Lays the routes of one account, one for each capability of the descriptor. Called when the
   * account is switched on and again when its settings change, each time in a context that holds no
   * route of this account.
   *
   * @param routes where they are laid
   * @param settings read, complete and keeping their constraints
   */
  void routes(Routes routes, S settings);

  /**
   * Says what a failure means where the system has words of its own for it, such as an error code
   * in the body. What is named {@code REMOTE} here counts as not done.
   *
   * @param failure as it came out of a step
   * @return who must act and why; empty leaves it to the hub, which knows HTTP's statuses and the
   *     failures of a network
   */
  default Optional<ParleyException> explain(Throwable failure) {
    return Optional.empty();
  }

  /** That of the bundle whose wires say which of Camel's components its routes may speak to. */
  default ClassLoader loader() {
    return getClass().getClassLoader();
  }
}
