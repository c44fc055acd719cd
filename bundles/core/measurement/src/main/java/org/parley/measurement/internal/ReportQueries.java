// SPDX-License-Identifier: Apache-2.0
package org.parley.measurement.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Money;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.measurement.CampaignReport;
import org.parley.api.measurement.DayFigures;
import org.parley.api.measurement.Figure;
import org.parley.api.measurement.NetworkFigures;
import org.parley.api.measurement.Reports;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Answers what is asked about figures. */
@Component
public final class ReportQueries implements Reports {
  private final Store store;

  @Activate
  public ReportQueries(@Reference(target = Room.STORE) Store store) {
    this.store = store;
  }

  private record Named(UUID id, String name) {}

  private record Counted(String network, Figure figure, long value, Instant firstAt) {}

  private record Earned(String network, Money amount) {}

  private record Day(long number, String network) {}

  private record DayCount(Day day, Figure figure, long value) {}

  @Override
  public Optional<CampaignReport> findCampaign(UUID campaign) {
    return store.read(
        tx ->
            tx.sql("SELECT id, name FROM measurement_campaign WHERE id = :id")
                .bind("id", campaign)
                .first(row -> new Named(row.id("id"), row.text("name")))
                .map(named -> report(tx, named)));
  }

  @Override
  public Paged<CampaignReport> campaigns(PageRequest page) {
    return store.read(
        tx -> {
          List<Named> found =
              tx.sql(
                      """
                      SELECT id, name FROM measurement_campaign
                      WHERE id < :below ORDER BY id DESC FETCH FIRST :limit ROWS ONLY
                      """)
                  .bind("below", page.below())
                  .bind("limit", page.limit() + 1)
                  .list(row -> new Named(row.id("id"), row.text("name")));
          Paged<Named> named = Paged.of(found, page, campaign -> campaign.id().toString());
          return new Paged<>(
              named.items().stream().map(campaign -> report(tx, campaign)).toList(), named.next());
        });
  }

  @Override
  public List<DayFigures> daily(LocalDate from) {
    Map<Day, Map<Figure, Long>> days =
        new TreeMap<>(java.util.Comparator.comparingLong(Day::number).thenComparing(Day::network));
    for (DayCount count : store.read(tx -> dayCounts(tx, from))) {
      days.computeIfAbsent(count.day(), day -> new EnumMap<>(Figure.class))
          .put(count.figure(), count.value());
    }
    return days.entrySet().stream()
        .map(
            day ->
                new DayFigures(
                    LocalDate.ofEpochDay(day.getKey().number()),
                    day.getKey().network(),
                    day.getValue()))
        .toList();
  }

  private static List<DayCount> dayCounts(Transaction tx, LocalDate from) {
    return tx.sql(
            """
            SELECT day_number, network, figure, counted FROM measurement_day WHERE day_number >= :day
            """)
        .bind("day", from.toEpochDay())
        .list(
            row ->
                new DayCount(
                    new Day(row.number("day_number"), row.text("network")),
                    row.constant("figure", Figure.class),
                    row.number("counted")));
  }

  private static CampaignReport report(Transaction tx, Named campaign) {
    List<Counted> counted = counted(tx, campaign.id());
    List<Earned> earned = earned(tx, campaign.id());
    List<NetworkFigures> networks =
        counted.stream()
            .map(Counted::network)
            .distinct()
            .map(network -> figures(network, counted, earned))
            .toList();
    return new CampaignReport(campaign.id(), campaign.name(), networks, Sums.total(networks));
  }

  private static NetworkFigures figures(
      String network, List<Counted> counted, List<Earned> earned) {
    Map<Figure, Long> values = Sums.zeros();
    Map<Figure, Instant> first = new EnumMap<>(Figure.class);
    for (Counted figure : counted) {
      if (figure.network().equals(network)) {
        values.put(figure.figure(), figure.value());
        first.put(figure.figure(), figure.firstAt());
      }
    }
    List<Money> revenue =
        earned.stream().filter(sum -> sum.network().equals(network)).map(Earned::amount).toList();
    return new NetworkFigures(network, values, first, revenue);
  }

  private static List<Counted> counted(Transaction tx, UUID campaign) {
    return tx.sql(
            """
            SELECT network, figure, counted, first_at FROM measurement_figure
            WHERE campaign = :campaign ORDER BY network, figure
            """)
        .bind("campaign", campaign)
        .list(
            row ->
                new Counted(
                    row.text("network"),
                    row.constant("figure", Figure.class),
                    row.number("counted"),
                    row.instant("first_at")));
  }

  private static List<Earned> earned(Transaction tx, UUID campaign) {
    return tx.sql(
            """
            SELECT network, currency, minor_units FROM measurement_revenue
            WHERE campaign = :campaign ORDER BY network, currency
            """)
        .bind("campaign", campaign)
        .list(
            row ->
                new Earned(
                    row.text("network"),
                    new Money(
                        row.number("minor_units"), Currency.getInstance(row.text("currency")))));
  }
}
