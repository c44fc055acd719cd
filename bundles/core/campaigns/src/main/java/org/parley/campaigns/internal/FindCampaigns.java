// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.campaigns.Campaign;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** Campaigns with their accounts. */
final class FindCampaigns {
  private static final String COLUMNS =
      """
      SELECT id, name, goal, language, feed, mailing, automatic, state, created_at, version
      FROM campaigns_campaign
      """;

  private FindCampaigns() {}

  static Optional<Campaign> byId(Transaction tx, UUID id) {
    return withAccounts(
            tx, tx.sql(COLUMNS + " WHERE id = :id").bind("id", id).list(FindCampaigns::campaign))
        .stream()
        .findFirst();
  }

  /**
   * Locks the campaign's row, then reads it: whoever lets its messages go out, or holds them, does
   * so one after the other.
   */
  static Optional<Campaign> lock(Transaction tx, UUID id) {
    tx.sql("UPDATE campaigns_campaign SET version = version WHERE id = :id")
        .bind("id", id)
        .update();
    return byId(tx, id);
  }

  static List<Campaign> activeByFeed(Transaction tx, UUID feed) {
    return withAccounts(
        tx,
        tx.sql(COLUMNS + " WHERE feed = :feed AND state = 'ACTIVE' ORDER BY id")
            .bind("feed", feed)
            .list(FindCampaigns::campaign));
  }

  static Paged<Campaign> page(Transaction tx, PageRequest page) {
    List<Campaign> found =
        tx.sql(COLUMNS + " WHERE id < :below ORDER BY id DESC FETCH FIRST :limit ROWS ONLY")
            .bind("below", page.below())
            .bind("limit", page.limit() + 1)
            .list(FindCampaigns::campaign);
    return Paged.of(withAccounts(tx, found), page, campaign -> campaign.id().toString());
  }

  private static Campaign campaign(Row row) {
    return new Campaign(
        row.id("id"),
        row.text("name"),
        row.text("goal"),
        Locale.forLanguageTag(row.text("language")),
        List.of(),
        row.findId("feed"),
        row.findText("mailing"),
        row.flag("automatic"),
        row.constant("state", Campaign.State.class),
        row.instant("created_at"),
        row.number("version"));
  }

  private static List<Campaign> withAccounts(Transaction tx, List<Campaign> campaigns) {
    if (campaigns.isEmpty()) {
      return campaigns;
    }
    record Place(UUID campaign, UUID account) {}
    Map<UUID, List<UUID>> accounts =
        tx
            .sql(
                """
                SELECT campaign, account FROM campaigns_campaign_account
                WHERE campaign IN (<campaigns>) ORDER BY campaign, place
                """)
            .bindList("campaigns", campaigns.stream().map(Campaign::id).toList())
            .list(row -> new Place(row.id("campaign"), row.id("account")))
            .stream()
            .collect(groupingBy(Place::campaign, mapping(Place::account, toList())));
    return campaigns.stream()
        .map(campaign -> with(campaign, accounts.getOrDefault(campaign.id(), List.of())))
        .toList();
  }

  private static Campaign with(Campaign campaign, List<UUID> accounts) {
    return new Campaign(
        campaign.id(),
        campaign.name(),
        campaign.goal(),
        campaign.language(),
        accounts,
        campaign.feed(),
        campaign.mailing(),
        campaign.automatic(),
        campaign.state(),
        campaign.createdAt(),
        campaign.version());
  }
}
