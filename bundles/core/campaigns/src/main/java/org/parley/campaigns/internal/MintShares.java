// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.CampaignDesk.ShareLink;
import org.parley.api.campaigns.Message;
import org.parley.api.links.Origin;
import org.parley.api.store.Transaction;

/** Has share links made behind the bus, each once, and tells of those that are there. */
final class MintShares {
  private final Bus bus;
  private final InstantSource clock;

  MintShares(Bus bus, InstantSource clock) {
    this.bus = bus;
    this.clock = clock;
  }

  /** The links of one sharer on those networks; what is not there yet is asked for. */
  List<ShareLink> of(
      Transaction tx, Message message, Optional<UUID> sharer, List<ShareTarget> targets) {
    List<BusRecord> requests = new ArrayList<>();
    for (ShareTarget target : targets) {
      UUID link = Ids.next(clock.instant());
      if (Shares.insert(tx, link, message.id(), sharer, target.network())) {
        requests.add(request(link, message, target, sharer));
      }
    }
    bus.append(tx, requests);
    List<String> networks = targets.stream().map(ShareTarget::network).toList();
    return Shares.ready(tx, message.id(), sharer).stream()
        .filter(share -> networks.contains(share.network()))
        .map(share -> shareLink(share, message))
        .toList();
  }

  private BusRecord request(UUID link, Message message, ShareTarget target, Optional<UUID> sharer) {
    var origin =
        new Origin(
            Optional.of(message.campaign()),
            Optional.of(message.id()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(target.network()),
            sharer,
            Optional.empty());
    return PlanMessage.linkRequest(link, message, origin, clock.instant());
  }

  private static ShareLink shareLink(Shares.Share share, Message message) {
    return new ShareLink(
        share.network(),
        share.shortUrl(),
        ShareTarget.of(share.network()).address(share.shortUrl(), message.title()));
  }
}
