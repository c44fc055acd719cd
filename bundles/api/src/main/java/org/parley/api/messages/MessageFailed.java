// SPDX-License-Identifier: Apache-2.0
package org.parley.api.messages;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.bus.Personal;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A direct message will not be sent unless somebody acts.
 *
 * @param message its id
 * @param account that should have sent it
 * @param fault who must act
 * @param reason one sentence for a person
 * @param at when
 */
public record MessageFailed(
    UUID message, UUID account, Fault fault, @Personal String reason, Instant at)
    implements RecordData {
  public MessageFailed {
    reason = requireNonNullElse(reason, "");
  }

  @Override
  public String topic() {
    return Topics.MESSAGES;
  }

  @Override
  public String type() {
    return "message.failed";
  }
}
