// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

/** Speaks SMTP with a connector, and of whole mails with what stands in for a server. */
final class SmtpDoor {
  private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504, 599);

  private final ServerSocket door;
  private final CopyOnWriteArrayList<Socket> open = new CopyOnWriteArrayList<>();
  private final Function<Request, Answer> behind;

  SmtpDoor(Function<Request, Answer> behind) {
    this.behind = behind;
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::listen);
  }

  int port() {
    return door.getLocalPort();
  }

  void close() {
    try {
      door.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    while (!door.isClosed()) {
      try {
        Socket socket = door.accept();
        open.add(socket);
        start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      say(socket, "220 door");
      String line = in.readLine();
      while (line != null && reply(socket, in, line)) {
        line = in.readLine();
      }
    } catch (IOException e) {
      // the client went away, as some of these tests want it to
    }
  }

  private boolean reply(Socket socket, BufferedReader in, String line) throws IOException {
    if (line.startsWith("EHLO")) {
      return say(socket, "250-door\r\n250 AUTH PLAIN");
    }
    if (line.startsWith("AUTH")) {
      return say(socket, behind.apply(new Request("AUTH", "/", Map.of(), line)), "235 fine");
    }
    if (line.startsWith("DATA")) {
      say(socket, "354 go on");
      return say(socket, behind.apply(new Request("MAIL", "/", Map.of(), data(in))), "250 fine");
    }
    return say(socket, line.startsWith("QUIT") ? "221 bye" : "250 fine");
  }

  private static String data(BufferedReader in) throws IOException {
    var mail = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
    }
    return mail.toString();
  }

  private static boolean say(Socket socket, Answer answer, String fine) throws IOException {
    int status = answer.status();
    if (status == 0) {
      return answer.play().on(socket);
    }
    if (status < 300) {
      return say(socket, fine);
    }
    String code = status == 401 || status == 403 ? "535 5.7.8 " : "550 5.7.1 ";
    String said = answer.body().replaceAll("\\s+", " ");
    return say(socket, (PASSING.contains(status) ? "451 4.3.0 " : code) + said);
  }

  private static boolean say(Socket socket, String reply) throws IOException {
    socket.getOutputStream().write((reply + "\r\n").getBytes(UTF_8));
    return true;
  }

  private static void start(Runnable work) {
    var thread = new Thread(work, "smtp-door");
    thread.setDaemon(true);
    thread.start();
  }
}
