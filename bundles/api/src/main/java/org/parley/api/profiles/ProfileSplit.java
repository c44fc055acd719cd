// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A merge was undone.
 *
 * @param profile the one that had lived on
 * @param other the one that is back
 * @param merge the merge that was undone
 */
public record ProfileSplit(UUID profile, UUID other, UUID merge) implements RecordData {
  @Override
  public String topic() {
    return Topics.PROFILES;
  }

  @Override
  public String type() {
    return "profile.split";
  }
}
