// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plays the dialogue on one hub, as often as is wanted, each time with other people. */
public final class Player implements AutoCloseable {
  private final Stage stage;
  private final Told told;
  private @Nullable Scene scene;

  /**
   * @param url of the hub
   * @param home of the hub, where the sandbox says its address
   * @param key of an administrator
   * @param feedPort where the demo's feed is served; the hub's {@code fetch.allow} must list it
   * @param mailbox empty for the sandbox's
   * @param patience how long a step behind the bus may take
   */
  public record Part(
      URI url,
      Path home,
      String key,
      int feedPort,
      Optional<Mailbox> mailbox,
      Manners manners,
      Duration patience) {}

  public Player(Part part, PrintStream out) {
    var until = new Until(part.patience());
    var hub = new Hub(part.url(), Web.program(part.manners(), part.key()), until);
    hub.awaitRooms();
    var sandbox = new Sandbox(part.home(), part.manners(), until);
    var feed = new Feed(part.feedPort(), part.url().resolve("/f/" + Scene.FORM));
    stage = new Stage(hub, sandbox, feed, part.mailbox().orElse(sandbox), part.manners(), until);
    told = new Told(out);
  }

  /** Plays the whole dialogue with people whom the hub has not met, as often as it was played. */
  public void playAnew() {
    play(Cast.unknownTo(stage.hub()));
  }

  /** Plays the whole dialogue; what must be there first is set up. */
  public void play(Cast cast) {
    Scene there = scene;
    if (there == null) {
      there = Scene.set(stage.hub(), stage.feed().address(), stage.mailbox());
      scene = there;
    }
    new Dialogue(stage, told, cast).play(there);
  }

  /** The step that is being played. */
  public String step() {
    return told.current();
  }

  @Override
  public void close() {
    stage.feed().close();
  }
}
