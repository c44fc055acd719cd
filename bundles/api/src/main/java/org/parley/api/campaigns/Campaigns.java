// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.PageRequest;
import org.parley.api.Paged;

/** What other rooms and the edge may ask about campaigns. */
@ProviderType
public interface Campaigns {
  /** All campaigns, the youngest first. */
  Paged<Campaign> campaigns(PageRequest page);

  Optional<Campaign> findCampaign(UUID id);

  /** Messages of one campaign, or of all, the youngest first. */
  Paged<Message> messages(Optional<UUID> campaign, PageRequest page);

  Optional<Message> findMessage(UUID id);

  /** The posts that fit, the youngest first. */
  Paged<Post> posts(PostFilter filter, PageRequest page);

  /** The posts of one message, by account. */
  List<Post> postsOf(UUID message);

  Optional<Post> findPost(UUID id);

  /** The mailing of one message, empty when its campaign sends none. */
  Optional<Mailing> findMailingOf(UUID message);

  /**
   * Which posts are asked for; what is empty does not narrow.
   *
   * @param network the id of the connector that publishes them
   */
  record PostFilter(Optional<UUID> campaign, Optional<Post.State> state, Optional<String> network) {
    /** All that a campaign has. */
    public static PostFilter of(UUID campaign) {
      return new PostFilter(Optional.of(campaign), Optional.empty(), Optional.empty());
    }
  }
}
