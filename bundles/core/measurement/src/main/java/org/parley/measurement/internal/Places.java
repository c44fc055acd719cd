// SPDX-License-Identifier: Apache-2.0
package org.parley.measurement.internal;

import java.util.Optional;
import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.campaigns.CampaignCreated;
import org.parley.api.campaigns.MailingPlanned;
import org.parley.api.campaigns.PostPlanned;
import org.parley.api.links.Origin;
import org.parley.api.measurement.NetworkFigures;
import org.parley.api.store.Transaction;
import org.parley.measurement.internal.Count.Place;

/** Finds the campaign and network that something is counted for. */
final class Places {
  private static final String EMAIL = "email";

  private Places() {}

  /** Empty for what belongs to no campaign. */
  static Optional<Place> of(Origin origin) {
    return origin
        .campaign()
        .map(campaign -> new Place(campaign, origin.network().orElse(NetworkFigures.DIRECT)));
  }

  /**
   * @throws ParleyException to be tried again, when what was planned has not been read yet
   */
  static Place ofPost(Transaction tx, UUID post) {
    return tx.sql("SELECT campaign, network FROM measurement_post WHERE id = :id")
        .bind("id", post)
        .first(row -> new Place(row.id("campaign"), row.text("network")))
        .orElseThrow(() -> unknown("Post", post));
  }

  /**
   * @throws ParleyException to be tried again, when what was planned has not been read yet
   */
  static Place ofMailing(Transaction tx, UUID mailing) {
    return tx.sql("SELECT campaign FROM measurement_mailing WHERE id = :id")
        .bind("id", mailing)
        .first(row -> new Place(row.id("campaign"), EMAIL))
        .orElseThrow(() -> unknown("Mailing", mailing));
  }

  private static ParleyException unknown(String what, UUID id) {
    return new ParleyException(
        Fault.HUB,
        what + " '" + id + "' is not known to measurement yet; it is counted once it is");
  }

  static void remember(Transaction tx, PostPlanned post) {
    tx.sql("INSERT INTO measurement_post (id, campaign, network) VALUES (:id, :campaign, :network)")
        .bind("id", post.post())
        .bind("campaign", post.campaign())
        .bind("network", post.connector())
        .insertIfAbsent();
  }

  static void remember(Transaction tx, MailingPlanned mailing) {
    tx.sql("INSERT INTO measurement_mailing (id, campaign) VALUES (:id, :campaign)")
        .bind("id", mailing.mailing())
        .bind("campaign", mailing.campaign())
        .insertIfAbsent();
  }

  static void remember(Transaction tx, CampaignCreated campaign) {
    int renamed =
        tx.sql("UPDATE measurement_campaign SET name = :name WHERE id = :id")
            .bind("id", campaign.campaign())
            .bind("name", campaign.name())
            .update();
    if (renamed == 0) {
      tx.sql("INSERT INTO measurement_campaign (id, name) VALUES (:id, :name)")
          .bind("id", campaign.campaign())
          .bind("name", campaign.name())
          .insertIfAbsent();
    }
  }
}
