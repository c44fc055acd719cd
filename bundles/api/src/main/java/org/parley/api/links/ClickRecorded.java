// SPDX-License-Identifier: Apache-2.0
package org.parley.api.links;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.Personal;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A short link was followed, by a person or by a robot.
 *
 * @param click its id
 * @param link the link's id
 * @param at when
 * @param origin where the link was put out
 * @param agent what followed it
 * @param robot the robot's name, empty for a person
 * @param visitorKey the first-party key of a visitor who consented to be remembered
 * @param dailyKey the same for all clicks of one visitor on one day and unlinkable afterwards, for
 *     counting without remembering
 * @param referrer the host of the page that it was followed from
 * @param witness the connector id of the network whose preview robot fetched it: there, the link
 *     was seen
 * @param app the connector id of the network in whose own browser a person followed it
 */
public record ClickRecorded(
    UUID click,
    UUID link,
    Instant at,
    Origin origin,
    String agent,
    Optional<String> robot,
    @Personal Optional<String> visitorKey,
    String dailyKey,
    Optional<String> referrer,
    Optional<String> witness,
    Optional<String> app)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.INTERACTIONS;
  }

  @Override
  public String type() {
    return "click.recorded";
  }
}
