// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A person has given or withdrawn consent.
 *
 * @param profile whose
 * @param purpose what for, such as {@code newsletter}, {@code remember}, {@code sales-contact}
 * @param given whether it stands now
 */
public record ConsentChanged(UUID profile, String purpose, boolean given) implements RecordData {
  @Override
  public String topic() {
    return Topics.PROFILES;
  }

  @Override
  public String type() {
    return "consent.changed";
  }
}
