// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.links.Redirects.Answer;

/** How a connection goes on after an answer that the bus gave. */
class GoingOnTest {
  private static final int MANY = 20;

  private final BlockingQueue<CompletableFuture<Answer>> waiting = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<Thread> readers = new LinkedBlockingQueue<>();
  private final ExecutorService bus =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "the-bus"));
  private final Edge edge = EdgeServers.edge(List.of());
  private FelixLikeServer server;

  @BeforeEach
  void start() throws Exception {
    edge.redirects =
        visit -> {
          var durable = new CompletableFuture<Answer>();
          readers.add(Thread.currentThread());
          asked.add(visit.slug());
          waiting.add(durable);
          return durable;
        };
    server = new FelixLikeServer(edge);
  }

  @AfterEach
  void stop() throws Exception {
    bus.shutdownNow();
    server.close();
  }

  @Test
  void servesOneConnectionAgainAndAgain() throws Exception {
    try (var caller = new Caller()) {
      for (int i = 0; i < MANY; i++) {
        caller.send("a" + i);
        assertThat(asked.poll(5, TimeUnit.SECONDS)).isEqualTo("a" + i);
        tellOnTheBus();
        assertThat(caller.status()).isEqualTo("HTTP/1.1 302 Found");
      }
    }
  }

  @Test
  void answersInOrderWhoSendsWithoutWaiting() throws Exception {
    try (var caller = new Caller()) {
      caller.send("a0", "a1", "a2", "a3");
      for (int i = 0; i < 4; i++) {
        assertThat(asked.poll(5, TimeUnit.SECONDS)).isEqualTo("a" + i);
        tellOnTheBus();
        assertThat(caller.status()).isEqualTo("HTTP/1.1 302 Found");
      }
    }
  }

  @Test
  void neverReadsRequestsOnTheThreadThatTellsOfAnswers() throws Exception {
    try (var caller = new Caller()) {
      caller.send("a0", "a1");
      caller.send("a2");
      for (int i = 0; i < 3; i++) {
        assertThat(asked.poll(5, TimeUnit.SECONDS)).isEqualTo("a" + i);
        tellOnTheBus();
        caller.status();
      }
    }
    assertThat(readers).hasSize(3).extracting(Thread::getName).doesNotContain("the-bus");
  }

  @Test
  void goesOnAfterARequestWithABody() throws Exception {
    try (var caller = new Caller()) {
      for (int i = 0; i < MANY; i++) {
        caller.sendText("GET /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}");
        assertThat(asked.poll(5, TimeUnit.SECONDS)).isEqualTo("a");
        tellOnTheBus();
        assertThat(caller.status()).isEqualTo("HTTP/1.1 302 Found");
      }
    }
  }

  @Test
  void closesWhenAskedTo() throws Exception {
    try (var caller = new Caller()) {
      caller.sendText("GET /last HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      tellOnTheBus();
      assertThat(caller.status()).isEqualTo("HTTP/1.1 302 Found");
      assertThat(caller.in.readLine()).isNull();
    }
  }

  private void tellOnTheBus() throws Exception {
    var durable = waiting.poll(5, TimeUnit.SECONDS);
    assertThat(durable).isNotNull();
    bus.submit(() -> durable.complete(new Answer.Follow(URI.create("https://example.org/"))));
  }

  /** A browser with one connection. */
  private final class Caller implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Caller() throws IOException {
      var hub = server.request("/").build().uri();
      socket = new Socket(hub.getHost(), hub.getPort());
      socket.setSoTimeout(5_000);
      in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    }

    void send(String... slugs) throws IOException {
      StringBuilder requests = new StringBuilder();
      for (String slug : slugs) {
        requests.append("GET /").append(slug).append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
      }
      sendText(requests.toString());
    }

    void sendText(String requests) throws IOException {
      socket.getOutputStream().write(requests.getBytes(US_ASCII));
    }

    /** The status line of the next answer, whose headers are read, too. */
    String status() throws IOException {
      String status = in.readLine();
      String header = in.readLine();
      while (header != null && !header.isEmpty()) {
        header = in.readLine();
      }
      return status;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
