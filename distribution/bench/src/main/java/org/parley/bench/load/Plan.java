// SPDX-License-Identifier: Apache-2.0
package org.parley.bench.load;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How a server is loaded.
 *
 * @param connections how many are open at once
 * @param duration for how long new requests are sent
 * @param requests how many at the most
 * @param perSecond how many are sent in a second; 0 sends the next as soon as one is answered
 */
public record Plan(
    InetSocketAddress server, int connections, Duration duration, long requests, double perSecond) {

  /** As fast as the server answers, for a time. */
  public static Plan flatOut(InetSocketAddress server, int connections, Duration duration) {
    return new Plan(server, connections, duration, Long.MAX_VALUE, 0);
  }

  /** So many requests, as fast as the server answers. */
  public static Plan counted(InetSocketAddress server, int connections, long requests) {
    return new Plan(server, connections, Duration.ofHours(1), requests, 0);
  }

  /** At a steady pace. */
  public Plan paced(double requestsPerSecond) {
    return new Plan(server, connections, duration, requests, requestsPerSecond);
  }
}
