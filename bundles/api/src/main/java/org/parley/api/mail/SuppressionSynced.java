// SPDX-License-Identifier: Apache-2.0
package org.parley.api.mail;

import java.time.Instant;
import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A gateway keeps an address from getting mail.
 *
 * @param suppression its id
 * @param account the gateway's
 * @param at since when
 */
public record SuppressionSynced(UUID suppression, UUID account, Instant at) implements RecordData {
  @Override
  public String topic() {
    return Topics.MAIL;
  }

  @Override
  public String type() {
    return "suppression.synced";
  }
}
