// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells from a user agent what follows a link. */
final class Agents {
  private static final String UNNAMED = "unnamed";
  private static final List<String> CONFESSIONS =
      List.of("crawler", "spider", "bot/", "bot;", "(+http", "; +http");

  private final Markers robots = Markers.load("robots.txt");
  private final Markers witnesses = Markers.load("witnesses.txt");
  private final Markers apps = Markers.load("apps.txt");
  private final Cache<String, Agent> known = Caffeine.newBuilder().maximumSize(4096).build();

  /** What calls itself so; an empty text calls itself nothing and is a robot. */
  Agent tell(String userAgent) {
    return known.get(userAgent, this::judge);
  }

  private Agent judge(String userAgent) {
    Optional<String> witness = witnesses.find(userAgent);
    Optional<String> robot =
        robots.find(userAgent).or(() -> confessed(userAgent)).or(() -> witness);
    Optional<String> app = robot.isPresent() ? Optional.empty() : apps.find(userAgent);
    return new Agent(userAgent, robot, witness, app);
  }

  private static Optional<String> confessed(String userAgent) {
    String lower = userAgent.toLowerCase(Locale.ROOT);
    boolean robot = lower.isBlank() || CONFESSIONS.stream().anyMatch(lower::contains);
    return robot ? Optional.of(UNNAMED) : Optional.empty();
  }

  /**
   * @param name what it calls itself: one text for all who call themselves so
   * @param robot the robot's name, empty for a person
   * @param witness the network that sent the robot to make a preview
   * @param app the network in whose own browser the person is
   */
  record Agent(
      String name, Optional<String> robot, Optional<String> witness, Optional<String> app) {}
}
