// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/**
 * Asks a starting hub the same thing again and again until it is answered as wished, from a thread
 * of its own: a slow answer to one probe must not hold up another.
 */
final class Probe {
  private static final long POLL_MILLIS = 10;
  private static final int TIMEOUT_MILLIS = 10_000;

  private final HubProcess hub;

  Probe(HubProcess hub) {
    this.hub = hub;
  }

  /** Completes with the nanoseconds from the hub's command to the first answer of that status. */
  CompletableFuture<Long> until(String path, int wished) {
    CompletableFuture<Long> done = new CompletableFuture<>();
    Thread thread = new Thread(() -> ask(path, wished, done), "probe " + path);
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  private void ask(String path, int wished, CompletableFuture<Long> done) {
    try {
      while (status(path) != wished) {
        hub.check();
        Thread.sleep(POLL_MILLIS);
      }
      done.complete(System.nanoTime() - hub.begun());
    } catch (InterruptedException | BenchFailed e) {
      done.completeExceptionally(e);
    }
  }

  /** The status of the answer, 0 when there is none. */
  private int status(String path) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(hub.url(path)).toURL().openConnection();
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setRequestProperty("User-Agent", Visitors.BROWSER);
      connection.setRequestProperty("Authorization", HubProcess.AUTHORIZATION);
      return connection.getResponseCode();
    } catch (IOException e) {
      return 0;
    }
  }
}
