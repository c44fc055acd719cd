// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;
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
  private static final int BUSY = 503;
  private static final long SEED = 42;

  private static final byte[] METHOD = bytes("GET /");
  private static final byte[] AFTER = bytes(" HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ");

  private final Links links;
  private final byte[] name;
  private final byte[][] browsers = agents(Visitors.BROWSERS);
  private final byte[][] robots = agents(Visitors.ROBOTS);
  private final byte[][] addresses = new byte[ADDRESSES][];
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final int[] byPeople;
  private final int[] byRobots;
  private int last;
  private long acknowledged;

  ClickScript(Links links) {
    this.links = links;
    name = bytes(links.name());
    for (int i = 0; i < ADDRESSES; i++) {
      String address = "198." + (18 + i / 32768) + "." + (i >> 8 & 0x7f) + "." + (i & 0xff);
      addresses[i] =
          bytes(
              "\r\nAccept: text/html,application/xhtml+xml\r\nAccept-Language: de,en;q=0.7\r\n"
                  + "Referer: https://social.example/\r\nX-Forwarded-For: "
                  + address
                  + "\r\n\r\n");
    }
    byPeople = new int[links.count()];
    byRobots = new int[links.count()];
  }

  private static byte[][] agents(List<String> names) {
    return names.stream().map(ClickScript::bytes).toArray(byte[][]::new);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  @Override
  public int next(ByteBuffer request) {
    int link = random.nextInt(links.count());
    boolean robot = random.nextInt(ONE_ROBOT_IN) == 0;
    request.put(METHOD).put(name).put(bytes(Integer.toString(link))).put(AFTER);
    request.put(any(robot ? robots : browsers));
    request.put(any(addresses));
    return robot ? -1 - link : link;
  }

  private byte[] any(byte[][] choice) {
    return choice[random.nextInt(choice.length)];
  }

  @Override
  public void answered(int request, int status) {
    if (status == BUSY) {
      return;
    }
    if (status != FOUND) {
      throw new BenchFailed("A link was answered with " + status);
    }
    acknowledged++;
    last = request < 0 ? -1 - request : request;
    if (request < 0) {
      byRobots[-1 - request]++;
    } else {
      byPeople[request]++;
    }
  }

  Links links() {
    return links;
  }

  /** The link whose click was acknowledged last. */
  int last() {
    return last;
  }

  /** How many clicks were acknowledged. */
  long acknowledged() {
    return acknowledged;
  }

  /** What a link must count by now. */
  Clicks acknowledged(int link) {
    return new Clicks(byPeople[link], byRobots[link]);
  }
}
