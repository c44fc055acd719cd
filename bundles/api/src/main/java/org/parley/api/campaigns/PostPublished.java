// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A teaser stands on the network.
 *
 * @param post its id
 * @param account where
 * @param remoteId what the network calls it
 * @param permalink where a person sees it
 * @param at since when
 */
public record PostPublished(
    UUID post, UUID account, String remoteId, Optional<URI> permalink, Instant at)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.POSTS;
  }

  @Override
  public String type() {
    return "post.published";
  }
}
