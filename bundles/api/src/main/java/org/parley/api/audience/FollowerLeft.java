// SPDX-License-Identifier: Apache-2.0
package org.parley.api.audience;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.ByPerson;
import org.parley.api.bus.Topics;
import org.parley.api.profiles.Handle;
import org.parley.api.profiles.Identifier;

/**
 * Somebody follows an account no longer.
 *
 * @param account which
 * @param network its connector id
 * @param follower who
 * @param since when they left; empty where the network only shows that they did
 */
public record FollowerLeft(UUID account, String network, Handle follower, Optional<Instant> since)
    implements ByPerson {
  @Override
  public Optional<Identifier> by() {
    return Optional.of(follower.identifier());
  }

  @Override
  public String topic() {
    return Topics.AUDIENCE;
  }

  @Override
  public String type() {
    return "follower.left";
  }
}
