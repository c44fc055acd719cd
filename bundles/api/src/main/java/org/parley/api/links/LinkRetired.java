// SPDX-License-Identifier: Apache-2.0
package org.parley.api.links;

import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A short link was taken back and no longer answers.
 *
 * @param link its id
 * @param slug the last part of its address
 * @param version of the link after the change
 */
public record LinkRetired(UUID link, String slug, long version) implements RecordData {
  @Override
  public String topic() {
    return Topics.LINKS;
  }

  @Override
  public String type() {
    return "link.retired";
  }
}
