// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A post stands on the network as it was rewritten.
 *
 * @param post its id
 * @param account where
 * @param revision which rewriting it is
 * @param permalink where a person sees it, when that has changed
 * @param at since when
 */
public record PostChanged(
    UUID post, UUID account, UUID revision, Optional<URI> permalink, Instant at)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.POSTS;
  }

  @Override
  public String type() {
    return "post.changed";
  }
}
