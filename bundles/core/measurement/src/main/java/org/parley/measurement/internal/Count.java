// SPDX-License-Identifier: Apache-2.0
package org.parley.measurement.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.parley.api.Money;
import org.parley.api.measurement.Figure;
import org.parley.api.store.Transaction;

/** Adds to figures. */
final class Count {
  /** Stands for all campaigns where visitors of a day are told apart. */
  private static final UUID ALL = new UUID(0, 0);

  private Count() {}

  /** Where something is counted. */
  record Place(UUID campaign, String network) {}

  static void one(Transaction tx, Place place, Figure figure, Instant at) {
    campaign(tx, place, figure, at);
    day(tx, place.network(), figure, at);
  }

  /** Counts a visitor once a day for the campaign, and once a day for the network as a whole. */
  static void visitor(Transaction tx, Place place, String dailyKey, Instant at) {
    if (firstOfDay(tx, place, dailyKey, at)) {
      campaign(tx, place, Figure.UNIQUE_VISITORS, at);
    }
    if (firstOfDay(tx, new Place(ALL, place.network()), dailyKey, at)) {
      day(tx, place.network(), Figure.UNIQUE_VISITORS, at);
    }
  }

  static void revenue(Transaction tx, Place place, Money amount) {
    if (addRevenue(tx, place, amount) == 0) {
      tx.sql(
              """
              INSERT INTO measurement_revenue (campaign, network, currency, minor_units)
              VALUES (:campaign, :network, :currency, 0)
              """)
          .bind("campaign", place.campaign())
          .bind("network", place.network())
          .bind("currency", amount.currency().getCurrencyCode())
          .insertIfAbsent();
      addRevenue(tx, place, amount);
    }
  }

  /** Notes a visitor of a day; says whether it is the first time on that day. */
  private static boolean firstOfDay(Transaction tx, Place place, String dailyKey, Instant at) {
    return tx.sql(
            """
            INSERT INTO measurement_visitor (day_number, campaign, network, daily_key)
            VALUES (:day, :campaign, :network, :dailyKey)
            """)
        .bind("day", dayOf(at))
        .bind("campaign", place.campaign())
        .bind("network", place.network())
        .bind("dailyKey", dailyKey)
        .insertIfAbsent();
  }

  /** Keys of the days before yesterday mean nothing any more. */
  static int forgetVisitors(Transaction tx, Instant now) {
    return tx.sql("DELETE FROM measurement_visitor WHERE day_number < :day")
        .bind("day", dayOf(now) - 1)
        .update();
  }

  private static long dayOf(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
  }

  private static void campaign(Transaction tx, Place place, Figure figure, Instant at) {
    if (addToCampaign(tx, place, figure, at) == 0) {
      tx.sql(
              """
              INSERT INTO measurement_figure (campaign, network, figure, counted, first_at)
              VALUES (:campaign, :network, :figure, 0, :at)
              """)
          .bind("campaign", place.campaign())
          .bind("network", place.network())
          .bind("figure", figure)
          .bind("at", at)
          .insertIfAbsent();
      addToCampaign(tx, place, figure, at);
    }
  }

  private static int addToCampaign(Transaction tx, Place place, Figure figure, Instant at) {
    return tx.sql(
            """
            UPDATE measurement_figure SET counted = counted + 1,
              first_at = CASE WHEN first_at > :at THEN :at ELSE first_at END
            WHERE campaign = :campaign AND network = :network AND figure = :figure
            """)
        .bind("at", at)
        .bind("campaign", place.campaign())
        .bind("network", place.network())
        .bind("figure", figure)
        .update();
  }

  private static void day(Transaction tx, String network, Figure figure, Instant at) {
    if (addToDay(tx, network, figure, at) == 0) {
      tx.sql(
              """
              INSERT INTO measurement_day (day_number, network, figure, counted)
              VALUES (:day, :network, :figure, 0)
              """)
          .bind("day", dayOf(at))
          .bind("network", network)
          .bind("figure", figure)
          .insertIfAbsent();
      addToDay(tx, network, figure, at);
    }
  }

  private static int addToDay(Transaction tx, String network, Figure figure, Instant at) {
    return tx.sql(
            """
            UPDATE measurement_day SET counted = counted + 1
            WHERE day_number = :day AND network = :network AND figure = :figure
            """)
        .bind("day", dayOf(at))
        .bind("network", network)
        .bind("figure", figure)
        .update();
  }

  private static int addRevenue(Transaction tx, Place place, Money amount) {
    return tx.sql(
            """
            UPDATE measurement_revenue SET minor_units = minor_units + :minor
            WHERE campaign = :campaign AND network = :network AND currency = :currency
            """)
        .bind("campaign", place.campaign())
        .bind("network", place.network())
        .bind("currency", amount.currency().getCurrencyCode())
        .bind("minor", amount.minor())
        .update();
  }
}
