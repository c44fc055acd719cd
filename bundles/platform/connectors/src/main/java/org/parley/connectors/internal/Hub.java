// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.bus.Bus;
import org.parley.api.bus.OutwardReader;
import org.parley.api.security.Vault;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;

/**
 * What the hub lends to every account.
 *
 * @param leases what only one hub does for an account
 * @param turns in which tokens are renewed
 * @param threads on which calls to systems wait
 * @param clockwork for alarms, never for work
 * @param outlets where readers are offered to the bus
 * @param leave who still agrees to be written to
 * @param limits how much of it a connector may hold
 * @param outside the world around the hub
 * @param client with which vendors are asked for what signing in needs
 * @param budgets what all hubs have used of what systems allow
 */
record Hub(
    Store store,
    Leases leases,
    Turns turns,
    Bus bus,
    Vault vault,
    Clock clock,
    Executor threads,
    ScheduledExecutorService clockwork,
    Outlets outlets,
    Leave leave,
    Limits limits,
    Outside outside,
    HttpClient client,
    SharedLedger budgets) {
  /**
   * The world around the hub.
   *
   * @param gate throws {@link org.parley.api.InvalidInput} where the hub must not go
   * @param fetch reads what stands at an address, where the gate lets it
   * @param url where browsers and systems reach the hub
   */
  record Outside(Consumer<URI> gate, Function<URI, byte[]> fetch, PublicUrl url) {
    /** Where nothing is fetched, as in most tests. */
    static Outside of(Consumer<URI> gate, PublicUrl url) {
      return new Outside(gate, Outside::nothing, url);
    }

    private static byte[] nothing(URI address) {
      throw new ParleyException(Fault.REMOTE, "'" + address + "' cannot be reached from here");
    }
  }

  /** Offers a reader to the bus. */
  @FunctionalInterface
  interface Outlets {
    /**
     * @return takes the reader back; the bus feeds it no more then
     */
    Runnable offer(OutwardReader reader);
  }
}
