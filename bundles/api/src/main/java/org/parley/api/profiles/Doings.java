// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.links.Origin;

/**
 * What people did, for whoever scores it or tells it on; what the hub itself noted, such as merges
 * and consents, is left out.
 *
 * <p>Whoever reads an {@link InteractionJoined} finds here what it tells of. The id of a merged
 * profile stands for the one that lives on; somebody who was erased, or never lived, did nothing.
 */
@ProviderType
public interface Doings {
  /** What a person did after a time, counted. */
  List<Count> since(UUID profile, Instant after);

  /** What a person did last, the oldest first. */
  List<Timeline.Entry> latest(UUID profile, int most);

  /**
   * Where the last campaign that led a person here was put out, or else whatever is known of the
   * last way here; links that were made for this person say nothing of that.
   *
   * @return without a recipient; without a sharer who was erased
   */
  Origin lastOrigin(UUID profile);

  /**
   * What somebody did within one hour.
   *
   * @param type the interactions' type
   * @param at when the last of them was done
   * @param times how many there were
   */
  record Count(String type, Instant at, long times) {}
}
