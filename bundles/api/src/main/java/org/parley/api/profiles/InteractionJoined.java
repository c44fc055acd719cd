// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;
import org.parley.api.interactions.Interaction;

/**
 * An interaction, a click among them, was found to be this profile's. What scores, segments and
 * figures build on.
 *
 * @param profile whose it is, at this time
 * @param identified whether that profile is identified
 * @param interaction what was done; a click has the type {@code click.recorded} and the data {@code
 *     link}, and {@code robot} never
 */
public record InteractionJoined(UUID profile, boolean identified, Interaction interaction)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.PROFILES;
  }

  @Override
  public String type() {
    return "interaction.joined";
  }
}
