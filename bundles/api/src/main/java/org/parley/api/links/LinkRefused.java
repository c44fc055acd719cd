// SPDX-License-Identifier: Apache-2.0
package org.parley.api.links;

import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A link that was asked for will not be made, since no link may lead there.
 *
 * @param link the id that it was asked for under
 * @param reason what is the matter with its target, one sentence for a person
 * @param origin where it should have been put out
 */
public record LinkRefused(UUID link, String reason, Origin origin) implements RecordData {
  @Override
  public String topic() {
    return Topics.LINKS;
  }

  @Override
  public String type() {
    return "link.refused";
  }
}
