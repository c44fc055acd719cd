// SPDX-License-Identifier: Apache-2.0
package org.parley.api.leads;

import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A lead's owner has taken it up.
 *
 * @param lead its id
 * @param owner who
 */
public record LeadAccepted(UUID lead, String owner) implements RecordData {
  @Override
  public String topic() {
    return Topics.LEADS;
  }

  @Override
  public String type() {
    return "lead.accepted";
  }
}
