// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One that carries parcels, hub or peer, in a process of its own. */
final class Parcels implements AutoCloseable {
  private static final double MILLIS = 1e-6;

  private final Socket socket;
  private final BufferedReader answers;
  private final PrintStream orders;
  private final ProcessMeter meter;

  private Parcels(Socket socket, ProcessMeter meter) throws IOException {
    this.socket = socket;
    this.meter = meter;
    this.answers =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    this.orders = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /**
   * @param port where it takes orders
   * @param meter of its process
   */
  static Parcels at(int port, ProcessMeter meter) throws IOException {
    return new Parcels(new Socket(InetAddress.getLoopbackAddress(), port), meter);
  }

  /**
   * How a round went.
   *
   * @param seconds until the last group had acknowledged the last parcel
   * @param cpuMillis that the process used meanwhile
   * @param answer what it said
   */
  record Figures(double seconds, long cpuMillis, Answer answer) {
    long parcels() {
      return answer.number("parcels");
    }

    double aSecond() {
      return parcels() / seconds;
    }

    double cpuMillisAThousand() {
      return cpuMillis * 1000.0 / parcels();
    }

    double millis(String percentile) {
      return answer.number(percentile) * MILLIS;
    }

    long doubled() {
      return answer.number("doubled");
    }
  }

  /** Names and values of one line. */
  record Answer(Map<String, String> values) {
    static Answer of(String line) {
      Map<String, String> values = new HashMap<>();
      for (String pair : line.split(" ")) {
        values.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
      }
      return new Answer(values);
    }

    String text(String name) {
      return Optional.ofNullable(values.get(name)).orElseThrow();
    }

    long number(String name) {
      return Long.parseLong(text(name));
    }
  }

  Figures flood(int transactions) throws IOException {
    return measure("flood " + transactions);
  }

  Figures pace(int transactions, double aSecond) throws IOException {
    return measure(String.format(Locale.ROOT, "pace %d %f", transactions, aSecond));
  }

  /** How many parcels its books show; -1 when it keeps none. */
  long booked() throws IOException {
    return ask("booked").number("booked");
  }

  private Figures measure(String order) throws IOException {
    long cpu = meter.cpuMillis();
    Answer answer = ask(order);
    long used = meter.cpuMillis() - cpu;
    return new Figures(Double.parseDouble(answer.text("seconds")), used, answer);
  }

  private Answer ask(String order) throws IOException {
    orders.println(order);
    String line = answers.readLine();
    if (line == null || line.startsWith("failed")) {
      throw new BenchFailed("'" + order + "' was answered by '" + line + "'");
    }
    return Answer.of(line);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
