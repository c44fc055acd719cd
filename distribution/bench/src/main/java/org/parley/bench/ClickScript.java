// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.parley.bench.HubApi.Clicks;
import org.parley.bench.load.Script;

/**
 * People, and among them robots, follow links; each person comes from an address of their own, as a
 * proxy would tell it. Remembers for each link what was acknowledged.
 */
final class ClickScript implements Script {
  private static final int ADDRESSES = 1 << 16;
  private static final int ONE_ROBOT_IN = 10;
  private static final int FOUND = 302;
  private static final long SEED = 42;

  private final List<String> slugs;
  private final byte[][] lines;
  private final byte[][] browsers = agents(Visitors.BROWSERS);
  private final byte[][] robots = agents(Visitors.ROBOTS);
  private final byte[][] addresses = new byte[ADDRESSES][];
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final long[] byPeople;
  private final long[] byRobots;

  ClickScript(List<String> slugs) {
    this.slugs = List.copyOf(slugs);
    lines = new byte[slugs.size()][];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = bytes("GET /" + slugs.get(i) + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ");
    }
    for (int i = 0; i < ADDRESSES; i++) {
      String address = "198." + (18 + i / 32768) + "." + (i >> 8 & 0x7f) + "." + (i & 0xff);
      addresses[i] =
          bytes(
              "\r\nAccept: text/html,application/xhtml+xml\r\nAccept-Language: de,en;q=0.7\r\n"
                  + "Referer: https://social.example/\r\nX-Forwarded-For: "
                  + address
                  + "\r\n\r\n");
    }
    byPeople = new long[lines.length];
    byRobots = new long[lines.length];
  }

  private static byte[][] agents(List<String> names) {
    return names.stream().map(ClickScript::bytes).toArray(byte[][]::new);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  @Override
  public int next(ByteBuffer request) {
    int slug = random.nextInt(lines.length);
    boolean robot = random.nextInt(ONE_ROBOT_IN) == 0;
    request.put(lines[slug]);
    request.put(any(robot ? robots : browsers));
    request.put(any(addresses));
    return robot ? -1 - slug : slug;
  }

  private byte[] any(byte[][] choice) {
    return choice[random.nextInt(choice.length)];
  }

  @Override
  public void answered(int request, int status) {
    if (status != FOUND) {
      return;
    }
    if (request < 0) {
      byRobots[-1 - request]++;
    } else {
      byPeople[request]++;
    }
  }

  /** What each link must count by now. */
  Map<String, Clicks> acknowledged() {
    Map<String, Clicks> acknowledged = new HashMap<>();
    for (int i = 0; i < lines.length; i++) {
      acknowledged.put(slugs.get(i), new Clicks(byPeople[i], byRobots[i]));
    }
    return acknowledged;
  }
}
