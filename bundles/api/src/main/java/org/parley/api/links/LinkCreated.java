// SPDX-License-Identifier: Apache-2.0
package org.parley.api.links;

import java.net.URI;
import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A short link is there and answers.
 *
 * @param link its id
 * @param slug the last part of its address
 * @param shortUrl its whole address
 * @param target where it leads
 * @param origin where it is put out
 */
public record LinkCreated(UUID link, String slug, URI shortUrl, URI target, Origin origin)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.LINKS;
  }

  @Override
  public String type() {
    return "link.created";
  }
}
