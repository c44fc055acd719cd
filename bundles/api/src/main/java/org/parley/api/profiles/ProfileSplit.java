// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A merge was undone.
 *
 * @param profile the one that had lived on
 * @param other the one that is back
 * @param merge the merge that was undone
 * @param homes all that are back with it: itself and the profiles that had gone into it before
 */
public record ProfileSplit(UUID profile, UUID other, UUID merge, List<UUID> homes)
    implements RecordData {
  public ProfileSplit {
    List<UUID> back = requireNonNullElse(homes, List.of());
    homes = back.isEmpty() ? List.of(other) : List.copyOf(back);
  }

  @Override
  public String topic() {
    return Topics.PROFILES;
  }

  @Override
  public String type() {
    return "profile.split";
  }
}
