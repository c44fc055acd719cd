// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.util.List;
import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * An anonymous profile has become an identified one, or an identified one is known by one more
 * identifier.
 *
 * @param profile its id
 * @param identifiers all that point at it now
 */
public record ProfileIdentified(UUID profile, List<Identifier> identifiers) implements RecordData {
  public ProfileIdentified {
    identifiers = List.copyOf(identifiers);
  }

  @Override
  public String topic() {
    return Topics.PROFILES;
  }

  @Override
  public String type() {
    return "profile.identified";
  }
}
