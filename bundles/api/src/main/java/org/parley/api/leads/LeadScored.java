// SPDX-License-Identifier: Apache-2.0
package org.parley.api.leads;

import java.util.List;
import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A lead's score has changed.
 *
 * @param lead its id
 * @param score the sum of the points
 * @param points what it is made of
 */
public record LeadScored(UUID lead, int score, List<Points> points) implements RecordData {
  public LeadScored {
    points = List.copyOf(points);
  }

  @Override
  public String topic() {
    return Topics.LEADS;
  }

  @Override
  public String type() {
    return "lead.scored";
  }

  /**
   * @param points given, or taken when negative
   * @param reason what for, one sentence
   */
  public record Points(int points, String reason) {}
}
