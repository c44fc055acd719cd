// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.parley.bench.load.Script;

/**
 * People who come twice at the same instant, by two requests on two connections: once with an email
 * and a name in the CRM, once with that name and a handle. What was refused is sent again.
 */
final class PairScript implements Script {
  private static final int ACCEPTED = 202;
  private static final int BUSY = 503;

  private final int together;
  private final Deque<Integer> again = new ArrayDeque<>();
  private int next;
  private int accepted;

  /**
   * @param together how many people a request holds
   */
  PairScript(int together) {
    this.together = together;
  }

  @Override
  public int next(ByteBuffer request) {
    int half = again.isEmpty() ? next++ : again.remove();
    int first = half / 2 * together;
    StringBuilder body = new StringBuilder("{\"interactions\":[");
    for (int person = first; person < first + together; person++) {
      body.append(person == first ? "" : ",");
      write("pair%07d".formatted(person), half % 2 == 0, body);
    }
    request.put(EventScript.post(body.append("]}").toString()));
    return half;
  }

  private static void write(String name, boolean left, StringBuilder body) {
    String own =
        left
            ? "{\"kind\":\"email\",\"value\":\"" + name + "@example.org\"}"
            : "{\"kind\":\"handle\",\"network\":\"bluesky\",\"value\":\"" + name + "\"}";
    body.append("{\"type\":\"crm.linked\",\"identifiers\":[{\"kind\":\"crm\",\"value\":\"")
        .append(name)
        .append("\"},")
        .append(own)
        .append("]}");
  }

  @Override
  public void answered(int half, int status) {
    if (status == ACCEPTED) {
      accepted++;
    } else if (status == BUSY) {
      again.add(half);
    } else {
      throw new BenchFailed("Half a pair was answered with " + status);
    }
  }

  /** How many requests were acknowledged. */
  int accepted() {
    return accepted;
  }
}
