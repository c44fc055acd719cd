// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** What people do to campaigns. Called at the edge, by web and console, and by no other room. */
@ProviderType
public interface CampaignDesk {
  /**
   * Sets a campaign up.
   *
   * @throws org.parley.api.InvalidInput naming every bad field, also accounts that do not exist or
   *     cannot publish
   */
  Campaign create(NewCampaign input);

  /**
   * Changes a campaign as a whole.
   *
   * @param version the version that the change is based on
   * @throws org.parley.api.Conflict when it has changed since
   */
  Campaign change(UUID campaign, NewCampaign input, long version);

  /**
   * Holds everything that a campaign has not yet handed to a connector, mails that are still to be
   * written among it, or lets it go on from there.
   */
  Campaign setState(UUID campaign, Campaign.State state, long version);

  /**
   * Adds a message: its short links are made and its teasers drafted; it goes out at once when the
   * campaign is automatic.
   */
  Message addMessage(UUID campaign, NewMessage input);

  /**
   * Rewrites the text of a post. One that stands is changed on the network, where that can; until
   * it has, the post is {@link Post.State#CHANGING} and shows the text that stands.
   *
   * @param version of the post that was read
   * @throws org.parley.api.InvalidInput when the network would refuse it
   * @throws org.parley.api.Conflict when it is on its way, stands where nothing can be changed, or
   *     was changed since
   */
  Post rewrite(UUID post, String text, long version);

  /**
   * Takes a post back that stands, where the network can.
   *
   * @throws org.parley.api.Conflict when it does not stand, or stands where nothing can be taken
   *     back
   */
  Post withdraw(UUID post);

  /**
   * Lets everything go out that is drafted for a message.
   *
   * @throws org.parley.api.Conflict when it was cancelled
   */
  Message publish(UUID message);

  /**
   * Takes back what has not gone out of a message. What was handed to a connector stays on its way.
   */
  Message cancel(UUID message);

  /**
   * Tries a failed post again.
   *
   * @throws org.parley.api.Conflict when it has not failed, or its campaign is held
   */
  Post retry(UUID post);

  /**
   * The addresses by which a reader shares a message, one for each network that offers such a page,
   * each with a short link of its own. The links are made behind the bus: those not there yet are
   * missing from the answer, and the next call has them.
   *
   * @param sharer the profile whose shares they shall be a branch of; empty for anybody's
   */
  List<ShareLink> share(UUID message, Optional<UUID> sharer);

  /**
   * @param network what the network is called
   * @param shortUrl the short link that is shared
   * @param address the network's own sharing page, filled in
   */
  record ShareLink(String network, URI shortUrl, URI address) {}
}
