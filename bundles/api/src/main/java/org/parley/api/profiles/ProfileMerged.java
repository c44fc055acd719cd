// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * Two profiles were found to be one person.
 *
 * @param profile the one that lives on
 * @param other the one that has gone into it
 * @param merge the merge, by which it can be undone
 */
public record ProfileMerged(UUID profile, UUID other, UUID merge) implements RecordData {
  @Override
  public String topic() {
    return Topics.PROFILES;
  }

  @Override
  public String type() {
    return "profile.merged";
  }
}
