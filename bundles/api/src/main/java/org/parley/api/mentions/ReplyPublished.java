// SPDX-License-Identifier: Apache-2.0
package org.parley.api.mentions;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.Personal;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A reply of ours stands on the network.
 *
 * @param reply its id
 * @param account that answered
 * @param remoteId what the network calls it
 * @param permalink where a person sees it
 * @param at since when
 */
public record ReplyPublished(
    UUID reply,
    UUID account,
    @Personal String remoteId,
    @Personal Optional<URI> permalink,
    Instant at)
    implements RecordData {
  public ReplyPublished {
    remoteId = requireNonNullElse(remoteId, "");
  }

  @Override
  public String topic() {
    return Topics.MENTIONS;
  }

  @Override
  public String type() {
    return "reply.published";
  }
}
