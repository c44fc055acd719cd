// SPDX-License-Identifier: Apache-2.0
package org.parley.api.audience;

import java.time.Instant;
import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * So many follow an account, as the network counts.
 *
 * @param account which
 * @param network its connector id
 * @param members how many
 * @param at when it was counted
 */
public record AudienceCounted(UUID account, String network, long members, Instant at)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.AUDIENCE;
  }

  @Override
  public String type() {
    return "audience.counted";
  }
}
