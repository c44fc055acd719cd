// SPDX-License-Identifier: Apache-2.0
package org.parley.api.crm;

import java.time.Instant;
import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A CRM holds a person as a contact.
 *
 * @param profile whose
 * @param account the CRM account
 * @param remoteId what the CRM calls it
 * @param at since when
 */
public record ContactSynced(UUID profile, UUID account, String remoteId, Instant at)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.CRM;
  }

  @Override
  public String type() {
    return "contact.synced";
  }
}
