// SPDX-License-Identifier: Apache-2.0
package org.parley.api.content;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A feed or blog that is followed has something new.
 *
 * @param account the followed feed
 * @param guid what the feed calls the item; an item received twice is one
 * @param address where it stands
 * @param title its headline
 * @param summary plain text
 * @param image a picture of it
 * @param publishedAt when it came out
 */
public record ItemReceived(
    UUID account,
    String guid,
    URI address,
    String title,
    String summary,
    Optional<URI> image,
    Instant publishedAt)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.CONTENT;
  }

  @Override
  public String type() {
    return "item.received";
  }
}
