// SPDX-License-Identifier: Apache-2.0
package org.parley.api.links;

import java.util.Optional;
import java.util.UUID;

/**
 * Where a short link was put out, and so where whoever follows it comes from. All parts are
 * optional: a link made by hand has none.
 *
 * @param campaign the campaign it belongs to
 * @param message the message of that campaign
 * @param post the post that carries it
 * @param mailing the mailing that carries it
 * @param account the account that it was put out on
 * @param network the connector id of that account, such as {@code bluesky}
 * @param sharer the profile whose share link it is
 * @param recipient the profile that it was made for, when it is personal
 */
public record Origin(
    Optional<UUID> campaign,
    Optional<UUID> message,
    Optional<UUID> post,
    Optional<UUID> mailing,
    Optional<UUID> account,
    Optional<String> network,
    Optional<UUID> sharer,
    Optional<UUID> recipient) {
  /** A link of which nothing is known. */
  public static final Origin NONE =
      new Origin(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** The same, not telling whom it was made for. */
  public Origin withoutRecipient() {
    return new Origin(campaign, message, post, mailing, account, network, sharer, Optional.empty());
  }

  /** The same, not telling whose share link it is. */
  public Origin withoutSharer() {
    return new Origin(
        campaign, message, post, mailing, account, network, Optional.empty(), recipient);
  }
}
