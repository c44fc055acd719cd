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
  record Place(UUID campaign, String network) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byCampaign = campaign.compareTo(other.campaign);
      return byCampaign == 0 ? network.compareTo(other.network) : byCampaign;
    }

    /** The network as a whole, whatever the campaign. */
    Place whole() {
      return new Place(ALL, network);
    }
  }

  /**
   * How much is to be added to a figure.
   *
   * @param first when the earliest of them happened
   */
  record Some(Figure figure, long number, Instant first) {}

  static void one(Transaction tx, Place place, Figure figure, Instant at) {
    Some one = new Some(figure, 1, at);
    campaign(tx, place, one);
    day(tx, place.network(), one);
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
  static boolean firstOfDay(Transaction tx, Place place, String dailyKey, Instant at) {
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

  static long dayOf(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
  }

  /** Adds to a campaign's figure. */
  static void campaign(Transaction tx, Place place, Some some) {
    if (addToCampaign(tx, place, some) == 0) {
      tx.sql(
              """
              INSERT INTO measurement_figure (campaign, network, figure, counted, first_at)
              VALUES (:campaign, :network, :figure, 0, :at)
              """)
          .bind("campaign", place.campaign())
          .bind("network", place.network())
          .bind("figure", some.figure())
          .bind("at", some.first())
          .insertIfAbsent();
      addToCampaign(tx, place, some);
    }
  }

  private static int addToCampaign(Transaction tx, Place place, Some some) {
    return tx.sql(
            """
            UPDATE measurement_figure SET counted = counted + :number,
              first_at = CASE WHEN first_at > :at THEN :at ELSE first_at END
            WHERE campaign = :campaign AND network = :network AND figure = :figure
            """)
        .bind("number", some.number())
        .bind("at", some.first())
        .bind("campaign", place.campaign())
        .bind("network", place.network())
        .bind("figure", some.figure())
        .update();
  }

  /** Adds to a network's figure of that day. */
  static void day(Transaction tx, String network, Some some) {
    if (addToDay(tx, network, some) == 0) {
      tx.sql(
              """
              INSERT INTO measurement_day (day_number, network, figure, counted)
              VALUES (:day, :network, :figure, 0)
              """)
          .bind("day", dayOf(some.first()))
          .bind("network", network)
          .bind("figure", some.figure())
          .insertIfAbsent();
      addToDay(tx, network, some);
    }
  }

  private static int addToDay(Transaction tx, String network, Some some) {
    return tx.sql(
            """
            UPDATE measurement_day SET counted = counted + :number
            WHERE day_number = :day AND network = :network AND figure = :figure
            """)
        .bind("number", some.number())
        .bind("day", dayOf(some.first()))
        .bind("network", network)
        .bind("figure", some.figure())
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
