// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What stands before several hubs: gives each connection to the next one that says it is ready, and
 * cuts those of a hub that says so no more. Who waits for an answer then is told that it is not
 * known whether the request was carried out; the JDK's client would silently send it again
 * otherwise.
 */
final class Spread implements AutoCloseable {
  private static final int LOOK_MILLIS = 200;
  private static final int LONGEST_ANSWER_MILLIS = 1_000;

  private static final byte[] UNKNOWN =
      """
      HTTP/1.1 503 Service Unavailable\r
      Parley-Outcome: unknown\r
      Content-Length: 0\r
      Connection: close\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);

  private final List<Integer> hubs;
  private final ServerSocket door;
  private final Map<Integer, Set<Closeable>> lines = new ConcurrentHashMap<>();
  private final Set<Integer> ready = ConcurrentHashMap.newKeySet();
  private final Map<Integer, AtomicInteger> taken = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();
  private volatile boolean closed;

  Spread(int port, List<Integer> hubs) throws IOException {
    this.hubs = List.copyOf(hubs);
    door = new ServerSocket();
    door.setReuseAddress(true);
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    hubs.forEach(hub -> lines.put(hub, ConcurrentHashMap.newKeySet()));
    hubs.forEach(hub -> taken.put(hub, new AtomicInteger()));
    hubs.forEach(hub -> run("looks at " + hub, () -> look(hub)));
    run("takes", this::take);
  }

  /** How many connections each hub was given. */
  Map<Integer, AtomicInteger> taken() {
    return taken;
  }

  boolean allReady() {
    return ready.containsAll(hubs);
  }

  private static void run(String what, Runnable work) {
    Thread thread = new Thread(work, "spread " + what);
    thread.setDaemon(true);
    thread.start();
  }

  private void look(int hub) {
    while (!closed) {
      if (isReady(hub)) {
        ready.add(hub);
      } else {
        ready.remove(hub);
        Set<Closeable> cut = of(lines, hub);
        cut.forEach(Spread::closeQuietly);
        cut.clear();
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static <T> T of(Map<Integer, T> each, int hub) {
    return Objects.requireNonNull(each.get(hub), "There is no such hub");
  }

  private static boolean isReady(int hub) {
    try {
      URI health = URI.create("http://127.0.0.1:" + hub + "/health");
      HttpURLConnection asked = (HttpURLConnection) health.toURL().openConnection();
      asked.setConnectTimeout(LONGEST_ANSWER_MILLIS);
      asked.setReadTimeout(LONGEST_ANSWER_MILLIS);
      return asked.getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private void take() {
    while (!closed) {
      try {
        Socket caller = door.accept();
        run("joins", () -> join(caller));
      } catch (IOException e) {
        if (!closed) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void join(Socket caller) {
    int first = turn.getAndIncrement();
    for (int i = 0; i < hubs.size(); i++) {
      int hub = hubs.get(Math.floorMod(first + i, hubs.size()));
      if (ready.contains(hub) && join(caller, hub)) {
        return;
      }
    }
    closeQuietly(caller);
  }

  private boolean join(Socket caller, int hub) {
    try {
      Socket line = new Socket(InetAddress.getLoopbackAddress(), hub);
      of(taken, hub).incrementAndGet();
      of(lines, hub).add(line);
      AtomicBoolean waiting = new AtomicBoolean();
      run("sends", () -> send(caller, line, waiting));
      run("answers", () -> answer(line, caller, waiting, of(lines, hub)));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void send(Socket caller, Socket line, AtomicBoolean waiting) {
    try (line) {
      byte[] part = new byte[8_192];
      InputStream in = caller.getInputStream();
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        waiting.set(true);
        line.getOutputStream().write(part, 0, read);
      }
    } catch (IOException e) {
      // one side has gone; the other is told by the end of its connection
    }
  }

  private static void answer(
      Socket line, Socket caller, AtomicBoolean waiting, Set<Closeable> open) {
    try (caller;
        line) {
      carryBack(line, caller, waiting);
      if (waiting.get()) {
        caller.getOutputStream().write(UNKNOWN);
      }
    } catch (IOException e) {
      // the caller has gone
    } finally {
      open.remove(line);
    }
  }

  private static void carryBack(Socket line, Socket caller, AtomicBoolean waiting)
      throws IOException {
    byte[] part = new byte[8_192];
    while (true) {
      int read;
      try {
        read = line.getInputStream().read(part);
      } catch (IOException e) {
        return;
      }
      if (read < 0) {
        return;
      }
      waiting.set(false);
      caller.getOutputStream().write(part, 0, read);
    }
  }

  private static void closeQuietly(Closeable line) {
    try {
      line.close();
    } catch (IOException e) {
      // it is gone already
    }
  }

  @Override
  public void close() {
    closed = true;
    closeQuietly(door);
    lines.values().forEach(cut -> cut.forEach(Spread::closeQuietly));
  }
}
