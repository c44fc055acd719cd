// SPDX-License-Identifier: Apache-2.0
package org.parley.api.leads;

import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;
import org.parley.api.links.Origin;

/**
 * A profile has shown a sales interest.
 *
 * @param lead its id
 * @param profile whose
 * @param interest what in, such as a form's or product's name
 * @param source where it came from, as far as known
 * @param reason why it is a lead, one sentence
 */
public record LeadCreated(UUID lead, UUID profile, String interest, Origin source, String reason)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.LEADS;
  }

  @Override
  public String type() {
    return "lead.created";
  }
}
