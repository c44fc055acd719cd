// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.parley.bench.load.Script;

/**
 * A program hands in what people did, so many events a request. Every other person is known to the
 * CRM, the others by a browser. Remembers for each person what was acknowledged.
 */
final class EventScript implements Script {
  /** What people do. */
  static final String TYPE = "page.viewed";

  private static final int ACCEPTED = 202;
  private static final int BUSY = 503;
  private static final long SEED = 42;
  private static final int PAGES = 500;

  private final int each;
  private final IntUnaryOperator who;
  private final int[] acknowledged;
  private final List<int[]> requests = new ArrayList<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private long sent;
  private long events;

  private EventScript(int each, int[] acknowledged, IntUnaryOperator who) {
    this.each = each;
    this.acknowledged = acknowledged;
    this.who = who;
  }

  /** Any of the people, again and again. */
  static EventScript anybody(int each, int[] acknowledged) {
    SplittableRandom random = new SplittableRandom(SEED);
    return new EventScript(each, acknowledged, any -> random.nextInt(acknowledged.length));
  }

  /** One after the other, so that each has a profile. */
  static EventScript everybody(int each, int[] acknowledged) {
    return new EventScript(each, acknowledged, next -> next % acknowledged.length);
  }

  @Override
  public int next(ByteBuffer request) {
    int[] people = new int[each];
    StringBuilder body = new StringBuilder("{\"interactions\":[");
    for (int i = 0; i < each; i++) {
      people[i] = who.applyAsInt((int) sent++);
      body.append(i == 0 ? "" : ",");
      write(people[i], body);
    }
    request.put(post(body.append("]}").toString()));
    return keep(people);
  }

  private void write(int person, StringBuilder body) {
    long page = sent % PAGES;
    body.append("{\"type\":\"" + TYPE + "\",\"identifiers\":[")
        .append(identifier(person))
        .append("],\"data\":{\"url\":\"https://www.example.org/p/")
        .append(page)
        .append("\",\"title\":\"Page ")
        .append(page)
        .append("\"}}");
  }

  private static String identifier(int person) {
    String kind = kind(person);
    return "{\"kind\":\"" + kind + "\",\"value\":\"" + name(person) + "\"}";
  }

  /** Whether a person is known to the CRM; the others are by a browser. */
  static boolean inCrm(int person) {
    return person % 2 == 0;
  }

  /** The kind of identifier that the hub knows a person by. */
  static String kind(int person) {
    return inCrm(person) ? "crm" : "visitor";
  }

  /** What the hub knows a person by. */
  static String name(int person) {
    return "person-" + person;
  }

  static int person(String name) {
    return Integer.parseInt(name.substring(name.indexOf('-') + 1));
  }

  /** A request to the interface for what people did. */
  static byte[] post(String body) {
    String head =
        """
        POST /api/v1/interactions HTTP/1.1\r
        Host: localhost\r
        Authorization: %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(HubProcess.AUTHORIZATION, body.length());
    return (head + body).getBytes(US_ASCII);
  }

  private int keep(int[] people) {
    if (free.isEmpty()) {
      requests.add(people);
      return requests.size() - 1;
    }
    int place = free.remove();
    requests.set(place, people);
    return place;
  }

  @Override
  public void answered(int request, int status) {
    free.add(request);
    if (status == ACCEPTED) {
      for (int person : requests.get(request)) {
        acknowledged[person]++;
      }
      events += each;
    } else if (status != BUSY) {
      throw new BenchFailed("Events were answered with " + status);
    }
  }

  /** How many events were acknowledged. */
  long events() {
    return events;
  }
}
