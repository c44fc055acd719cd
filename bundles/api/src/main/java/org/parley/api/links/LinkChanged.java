// SPDX-License-Identifier: Apache-2.0
package org.parley.api.links;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A short link leads elsewhere, is called otherwise, ends at another time or answers again after it
 * was taken back.
 *
 * @param link its id
 * @param slug the last part of its address
 * @param target where it leads from now on
 * @param title what a person calls it
 * @param expiresAt from when on it no longer answers, empty for never
 * @param version of the link after the change
 */
public record LinkChanged(
    UUID link,
    String slug,
    URI target,
    Optional<String> title,
    Optional<Instant> expiresAt,
    long version)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.LINKS;
  }

  @Override
  public String type() {
    return "link.changed";
  }
}
