// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.unruly;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.parley.api.content.ItemReceived;
import org.parley.connector.Found;
import org.parley.connector.Outcome;
import org.parley.connector.Outgoing;
import org.parley.connector.Poll;
import org.parley.connector.Polled;

/** What one account does. */
final class Deeds {
  private static final int FLOOD = 2_000;

  private final URI address;
  private final Behaviour behaviour;
  private final UUID account;

  Deeds(URI address, Behaviour behaviour, UUID account) {
    this.address = address;
    this.behaviour = behaviour;
    this.account = account;
  }

  Outcome publish(Outgoing<?> post) throws Exception {
    switch (behaviour) {
      case BLOCKS -> call("/never");
      case THROWS_CHECKED -> throw new Exception("Checked");
      case THROWS_UNCHECKED -> throw new IllegalStateException("Unchecked");
      case THROWS_ERROR -> deeper(0);
      default -> {}
    }
    call("/posts/" + post.key());
    return Outcome.delivered(post.key().toString());
  }

  /** Ends in a stack overflow. */
  private static int deeper(int level) {
    return level < 0 ? level : 1 + deeper(level + 1);
  }

  /** Whoever interrupts it is not heard. */
  private void call(String path) throws IOException {
    var call = (HttpURLConnection) address.resolve(path).toURL().openConnection();
    call.setRequestMethod("POST");
    if (call.getResponseCode() != 200) {
      throw new IOException(path + " answered " + call.getResponseCode());
    }
  }

  Polled poll(Poll asked) {
    if (behaviour == Behaviour.LEAKS) {
      Leaked.more();
    }
    if (behaviour != Behaviour.FLOODS) {
      return Polled.nothing();
    }
    int from = asked.cursor().map(Integer::parseInt).orElse(0);
    List<Found> finds = IntStream.range(from, from + FLOOD).mapToObj(this::found).toList();
    return new Polled(finds, Optional.of(Integer.toString(from + FLOOD)), true);
  }

  private Found found(int number) {
    String guid = Integer.toString(number);
    URI page = address.resolve("/items/" + number);
    var item =
        new ItemReceived(
            account, guid, page, "Item " + number, "", Optional.empty(), Instant.EPOCH);
    return new Found(guid, account.toString(), item);
  }

  /** What stays behind, up to some megabytes. */
  private static final class Leaked {
    private static final int BYTES = 256 * 1024;
    private static final int MOST = 40;
    private static final long LASTING_SECONDS = 15;
    private static final List<Leaked> ALL = new ArrayList<>();

    private final byte[] bytes = new byte[BYTES];

    static synchronized void more() {
      if (ALL.size() < MOST) {
        var leaked = new Leaked();
        ALL.add(leaked);
        var thread = new Thread(leaked::hold, "leaked");
        thread.setDaemon(true);
        thread.start();
      }
    }

    private void hold() {
      try {
        TimeUnit.SECONDS.sleep(LASTING_SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      bytes[0]++;
    }
  }
}
