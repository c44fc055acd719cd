// SPDX-License-Identifier: Apache-2.0
package org.parley.api.mentions;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.bus.Personal;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A reply will not be published unless somebody acts.
 *
 * @param reply its id
 * @param account that should have answered
 * @param fault who must act
 * @param reason one sentence for a person
 * @param at when
 */
public record ReplyFailed(
    UUID reply, UUID account, Fault fault, @Personal String reason, Instant at)
    implements RecordData {
  public ReplyFailed {
    reason = requireNonNullElse(reason, "");
  }

  @Override
  public String topic() {
    return Topics.MENTIONS;
  }

  @Override
  public String type() {
    return "reply.failed";
  }
}
