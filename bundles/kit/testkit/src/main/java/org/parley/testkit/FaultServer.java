// SPDX-License-Identifier: Apache-2.0
package org.parley.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on loopback that misbehaves on demand, at the level of the socket. It gives the
 * answers that were scripted, in order, and then what its rule says.
 */
public final class FaultServer implements AutoCloseable {
  private final ServerSocket door;
  private final Queue<Answer> scripted = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile Function<Request, Answer> rule = request -> Answer.of(200, "{}");

  public FaultServer() {
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::listen);
  }

  /** Where it listens, without a trailing slash. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /** Gives these answers next. */
  public FaultServer then(Answer... answers) {
    scripted.addAll(List.of(answers));
    return this;
  }

  /** Answers by this rule once nothing is scripted. */
  public FaultServer otherwise(Function<Request, Answer> answer) {
    rule = answer;
    return this;
  }

  /** What was asked so far, in order; a request counts when it was read whole. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
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
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (Request request = read(in); request != null; request = read(in)) {
        requests.add(request);
        Answer next = scripted.poll();
        Answer answer = next == null ? rule.apply(request) : next;
        if (!answer.play().on(socket)) {
          return;
        }
      }
    } catch (IOException e) {
      // the client went away, as some of these tests want it to
    }
  }

  private static @Nullable Request read(InputStream in) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    String[] words = first.split(" ");
    return new Request(words[0], words[1], headers, new String(body(in, headers), UTF_8));
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }
    var body = new ByteArrayOutputStream();
    for (int size = chunk(in); size > 0; size = chunk(in)) {
      body.write(in.readNBytes(size));
      line(in);
    }
    line(in);
    return body.toByteArray();
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(line(in).strip(), 16);
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(ISO_8859_1).strip();
  }

  private static void start(Runnable work) {
    var thread = new Thread(work, "fault-server");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * What was asked.
   *
   * @param path with its query
   * @param headers with their names in lower case
   */
  public record Request(String method, String path, Map<String, String> headers, String body) {
    public Request {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * One answer, or the want of one.
   *
   * @param status of a whole answer, else 0
   * @param body of a whole answer, else empty
   */
  public record Answer(int status, String body, Play play) {
    private static final String JSON = "application/json";

    /** A whole answer in JSON, unless the headers name another type. */
    public static Answer of(int status, String body, String... headers) {
      return new Answer(status, body, socket -> whole(socket, status, body, headers));
    }

    /** Reads the request and never answers. */
    public static Answer silence() {
      return wanting(socket -> socket.getInputStream().read() >= 0);
    }

    /** Reads the request and resets the connection. */
    public static Answer reset() {
      return wanting(
          socket -> {
            socket.setSoLinger(true, 0);
            return false;
          });
    }

    /** Reads the request and closes the connection in an orderly way. */
    public static Answer closed() {
      return wanting(socket -> false);
    }

    /** Promises a longer body than it sends, and closes. */
    public static Answer truncated(int status, String body) {
      return wanting(
          socket -> {
            send(socket, head(status, body.getBytes(UTF_8).length + 100) + body);
            return false;
          });
    }

    /** Closes in the middle of its head. */
    public static Answer headless(int status) {
      return wanting(
          socket -> {
            send(socket, "HTTP/1.1 %d Scripted\r\nContent-Ty".formatted(status));
            return false;
          });
    }

    /** Sends what is no HTTP at all. */
    public static Answer nonsense() {
      return wanting(
          socket -> {
            send(socket, "\u0000\u0001 this is no HTTP\r\n\r\n");
            return false;
          });
    }

    /** Sends its body one byte at a time, with a pause before each. */
    public static Answer dribble(int status, String body, long pauseMillis) {
      byte[] bytes = body.getBytes(UTF_8);
      return wanting(
          socket -> {
            send(socket, head(status, bytes.length));
            for (byte each : bytes) {
              pause(pauseMillis);
              socket.getOutputStream().write(each);
            }
            return true;
          });
    }

    private static Answer wanting(Play play) {
      return new Answer(0, "", play);
    }

    private static boolean whole(Socket socket, int status, String body, String... headers)
        throws IOException {
      String extra = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
      boolean typed = extra.toLowerCase(Locale.ROOT).contains("content-type:");
      String head = head(status, typed ? "" : JSON, body.getBytes(UTF_8).length);
      send(socket, head.replaceFirst("\r\n", "\r\n" + Matcher.quoteReplacement(extra)) + body);
      return true;
    }

    private static String head(int status, int length) {
      return head(status, JSON, length);
    }

    private static String head(int status, String type, int length) {
      String line = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
      return "HTTP/1.1 %d Scripted\r\n%sContent-Length: %d\r\n\r\n".formatted(status, line, length);
    }

    private static void send(Socket socket, String text) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(UTF_8));
      out.flush();
    }

    private static void pause(long millis) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Plays an answer on a connection. */
  @FunctionalInterface
  public interface Play {
    /**
     * @return whether the connection may be used again
     */
    boolean on(Socket socket) throws IOException;
  }
}
