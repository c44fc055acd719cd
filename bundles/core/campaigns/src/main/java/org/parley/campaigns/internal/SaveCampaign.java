// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.util.List;
import java.util.UUID;
import org.parley.api.Conflict;
import org.parley.api.campaigns.Campaign;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** Writes a campaign with its accounts. */
final class SaveCampaign {
  private SaveCampaign() {}

  static void insert(Transaction tx, Campaign campaign) {
    bind(
            tx.sql(
                """
                INSERT INTO campaigns_campaign
                  (id, name, goal, language, feed, mailing, automatic, state, created_at, version)
                VALUES
                  (:id, :name, :goal, :language, :feed, :mailing, :automatic, :state, :createdAt, :version)
                """),
            campaign)
        .bind("createdAt", campaign.createdAt())
        .update();
    insertAccounts(tx, campaign);
  }

  /** Writes the campaign's new version; refuses when the one before is not there any more. */
  static void update(Transaction tx, Campaign campaign) {
    int changed =
        bind(
                tx.sql(
                    """
                    UPDATE campaigns_campaign SET
                      name = :name, goal = :goal, language = :language, feed = :feed, mailing = :mailing,
                      automatic = :automatic, state = :state, version = :version
                    WHERE id = :id AND version = :version - 1
                    """),
                campaign)
            .update();
    if (changed == 0) {
      throw new Conflict("Campaign '" + campaign.name() + "' has been changed by somebody else");
    }
    tx.sql("DELETE FROM campaigns_campaign_account WHERE campaign = :id")
        .bind("id", campaign.id())
        .update();
    insertAccounts(tx, campaign);
  }

  private static Statement bind(Statement statement, Campaign campaign) {
    return statement
        .bind("id", campaign.id())
        .bind("name", campaign.name())
        .bind("goal", campaign.goal())
        .bind("language", campaign.language().toLanguageTag())
        .bind("feed", campaign.feed().orElse(null))
        .bind("mailing", campaign.mailing().orElse(null))
        .bind("automatic", campaign.automatic())
        .bind("state", campaign.state())
        .bind("version", campaign.version());
  }

  private static void insertAccounts(Transaction tx, Campaign campaign) {
    List<UUID> accounts = campaign.accounts();
    for (int place = 0; place < accounts.size(); place++) {
      tx.sql(
              """
              INSERT INTO campaigns_campaign_account (campaign, account, place)
              VALUES (:campaign, :account, :place)
              """)
          .bind("campaign", campaign.id())
          .bind("account", accounts.get(place))
          .bind("place", place)
          .update();
    }
  }
}
