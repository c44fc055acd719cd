// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A person was erased; whoever keeps anything about the person drops it.
 *
 * @param profile its id
 * @param mergedFrom the profiles that had gone into it, erased with it
 */
public record ProfileErased(UUID profile, List<UUID> mergedFrom) implements RecordData {
  public ProfileErased {
    mergedFrom = List.copyOf(mergedFrom);
  }

  /** Every id under which anything of the person may be kept. */
  public List<UUID> allProfiles() {
    return Stream.concat(Stream.of(profile), mergedFrom.stream()).toList();
  }

  @Override
  public String topic() {
    return Topics.PROFILES;
  }

  @Override
  public String type() {
    return "profile.erased";
  }
}
