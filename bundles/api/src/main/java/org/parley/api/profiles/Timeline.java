// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.links.Origin;

/** What a person did and what was done, over all channels. */
@ProviderType
public interface Timeline {
  /**
   * A person's entries, the youngest first.
   *
   * @throws org.parley.api.NotFound when there is no such profile
   */
  Paged<Entry> entries(UUID profile, PageRequest page);

  /**
   * @param id the interaction's, merge's or answer's id
   * @param at when it happened
   * @param type what happened, such as {@code click.recorded}, {@code consent.given}, {@code
   *     consent.withdrawn} or {@code profile.merged}
   * @param channel where: the connector id of a network, {@code email}, {@code web}, {@code crm} or
   *     {@code hub}
   * @param profile the profile that it was first noted for, by its own id also after a merge
   * @param origin what it came from, as far as known
   * @param data what else is known, as text by name
   */
  record Entry(
      UUID id,
      Instant at,
      String type,
      String channel,
      UUID profile,
      Origin origin,
      Map<String, String> data) {
    public Entry {
      data = Map.copyOf(data);
    }
  }
}
