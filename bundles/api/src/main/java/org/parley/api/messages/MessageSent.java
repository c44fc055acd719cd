// SPDX-License-Identifier: Apache-2.0
package org.parley.api.messages;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.UUID;
import org.parley.api.bus.Personal;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * The network has taken a direct message.
 *
 * @param message its id
 * @param account that sent it
 * @param remoteId what the network calls it
 * @param at since when
 */
public record MessageSent(UUID message, UUID account, @Personal String remoteId, Instant at)
    implements RecordData {
  public MessageSent {
    remoteId = requireNonNullElse(remoteId, "");
  }

  @Override
  public String topic() {
    return Topics.MESSAGES;
  }

  @Override
  public String type() {
    return "message.sent";
  }
}
