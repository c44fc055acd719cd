// SPDX-License-Identifier: Apache-2.0
package org.parley.api.leads;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Money;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;
import org.parley.api.links.Origin;

/**
 * A lead has come to its end.
 *
 * @param lead its id
 * @param profile whose
 * @param won whether it became a sale
 * @param amount what it was worth, when told
 * @param source where it came from
 * @param at when it was closed
 */
public record LeadClosed(
    UUID lead, UUID profile, boolean won, Optional<Money> amount, Origin source, Instant at)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.LEADS;
  }

  @Override
  public String type() {
    return "lead.closed";
  }
}
