// SPDX-License-Identifier: Apache-2.0
package org.parley.api.links;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A room asks for a short link under an id of its own choice; shortening answers with {@link
 * LinkCreated}. Asked twice, it is made once.
 *
 * @param link the id that the link shall have
 * @param target where it leads, http or https
 * @param title what a person calls it
 * @param origin where it will be put out
 */
public record LinkRequested(UUID link, URI target, Optional<String> title, Origin origin)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.LINKS;
  }

  @Override
  public String type() {
    return "link.requested";
  }
}
