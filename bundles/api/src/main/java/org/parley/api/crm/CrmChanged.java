// SPDX-License-Identifier: Apache-2.0
package org.parley.api.crm;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Money;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A CRM reports what became of a lead of ours.
 *
 * @param lead its id
 * @param account the CRM account that reports
 * @param status what became of it
 * @param owner who owns it there now
 * @param amount what it is worth
 * @param at when it changed there
 */
public record CrmChanged(
    UUID lead,
    UUID account,
    Status status,
    Optional<String> owner,
    Optional<Money> amount,
    Instant at)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.CRM;
  }

  @Override
  public String type() {
    return "crm.changed";
  }

  public enum Status {
    OPEN,
    ACCEPTED,
    REJECTED,
    WON,
    LOST
  }
}
