// SPDX-License-Identifier: Apache-2.0
package org.parley.measurement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Fault;
import org.parley.api.Ids;
import org.parley.api.Money;
import org.parley.api.PageRequest;
import org.parley.api.ParleyException;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.RecordData;
import org.parley.api.campaigns.CampaignCreated;
import org.parley.api.campaigns.MailingPlanned;
import org.parley.api.campaigns.PostPlanned;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.interactions.Interaction;
import org.parley.api.leads.LeadClosed;
import org.parley.api.leads.LeadCreated;
import org.parley.api.links.ClickRecorded;
import org.parley.api.links.Origin;
import org.parley.api.mail.MailSent;
import org.parley.api.measurement.CampaignReport;
import org.parley.api.measurement.DayFigures;
import org.parley.api.measurement.Figure;
import org.parley.api.measurement.NetworkFigures;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;
import org.parley.testkit.FakeClock;
import org.parley.testkit.StoreTest;

@StoreTest(room = "measurement")
class ReportSqlTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Currency EUR = Currency.getInstance("EUR");

  private final UUID campaign = Ids.next(NOON);
  private Store store;
  private ReportQueries reports;

  @BeforeEach
  void open(Store opened) {
    store = opened;
    reports = new ReportQueries(store);
    read(new FollowCampaigns(), new CampaignCreated(campaign, "Spring"));
  }

  @TestTemplate
  void tellsPeopleFromRobotsAndVisitorsFromClicks(Store ignored) {
    click("bluesky", Optional.empty(), "ada", NOON);
    click("bluesky", Optional.empty(), "ada", NOON.plusSeconds(5));
    click("bluesky", Optional.empty(), "bob", NOON);
    click("bluesky", Optional.of("Googlebot"), "bot", NOON);

    NetworkFigures bluesky = network("bluesky");
    assertThat(bluesky.of(Figure.CLICKS)).isEqualTo(3);
    assertThat(bluesky.of(Figure.UNIQUE_VISITORS)).isEqualTo(2);
    assertThat(bluesky.of(Figure.ROBOT_CLICKS)).isEqualTo(1);
  }

  @TestTemplate
  void countsAVisitorAgainOnTheNextDayAndOnAnotherNetwork(Store ignored) {
    click("bluesky", Optional.empty(), "ada", NOON);
    click("bluesky", Optional.empty(), "ada", NOON.plusSeconds(86_400));
    click("email", Optional.empty(), "ada", NOON);

    assertThat(network("bluesky").of(Figure.UNIQUE_VISITORS)).isEqualTo(2);
    assertThat(report().total().of(Figure.UNIQUE_VISITORS)).isEqualTo(3);
  }

  @TestTemplate
  void showsTheWholeChainOfEachNetwork(Store ignored) {
    UUID post = Ids.next(NOON);
    UUID mailing = Ids.next(NOON);
    UUID account = Ids.next(NOON);
    read(new CountPosts(), new PostPlanned(post, campaign, Ids.next(NOON), account, "bluesky"));
    read(
        new CountPosts(),
        new PostPublished(post, account, "1", Optional.of(URI.create("https://b.example")), NOON));
    read(
        new FollowCampaigns(), new MailingPlanned(mailing, campaign, Ids.next(NOON), "newsletter"));
    read(new CountMails(), new MailSent(Ids.next(NOON), Optional.of(mailing), "m", NOON));
    click("bluesky", Optional.empty(), "ada", NOON);
    read(new CountInteractions(), signUp("bluesky"));
    UUID lead = Ids.next(NOON);
    UUID profile = Ids.next(NOON);
    read(new CountLeads(), new LeadCreated(lead, profile, "trial", origin("bluesky"), "Asked"));
    read(new CountLeads(), won(lead, profile, 120_000));
    read(new CountLeads(), won(Ids.next(NOON), profile, 5));

    NetworkFigures bluesky = network("bluesky");
    assertThat(bluesky.figures())
        .containsEntry(Figure.POSTS, 1L)
        .containsEntry(Figure.CLICKS, 1L)
        .containsEntry(Figure.SIGN_UPS, 1L)
        .containsEntry(Figure.LEADS, 1L)
        .containsEntry(Figure.WON, 2L)
        .containsEntry(Figure.LOST, 0L);
    assertThat(bluesky.revenue()).containsExactly(new Money(120_005, EUR));
    assertThat(network("email").of(Figure.MAILS)).isEqualTo(1);
    assertThat(report().total().revenue()).containsExactly(new Money(120_005, EUR));
  }

  @TestTemplate
  void remembersWhenAFigureFirstWasAboveZero(Store ignored) {
    click("bluesky", Optional.empty(), "ada", NOON);
    click("bluesky", Optional.empty(), "bob", NOON.plusSeconds(60));

    assertThat(network("bluesky").firstAt()).containsEntry(Figure.CLICKS, NOON);
  }

  @TestTemplate
  void knowsWhenAFigureFirstWasAboveZeroInWhateverOrderItHears(Store ignored) {
    click("bluesky", Optional.empty(), "ada", NOON);
    click("bluesky", Optional.empty(), "bob", NOON.minusSeconds(60));

    assertThat(network("bluesky").firstAt()).containsEntry(Figure.CLICKS, NOON.minusSeconds(60));
  }

  @TestTemplate
  void countsAVisitorOfSeveralCampaignsOnceADay(Store ignored) {
    click("bluesky", Optional.empty(), "ada", NOON);
    UUID other = Ids.next(NOON);
    read(new FollowCampaigns(), new CampaignCreated(other, "Summer"));
    read(new CountInteractions(), clicked(origin(other, "bluesky"), "ada"));

    assertThat(reports.findCampaign(other).orElseThrow().total().of(Figure.UNIQUE_VISITORS))
        .isEqualTo(1);
    assertThat(network("bluesky").of(Figure.UNIQUE_VISITORS)).isEqualTo(1);
    assertThat(reports.daily(LocalDate.parse("2026-03-01")).get(0).figures())
        .containsEntry(Figure.CLICKS, 2L)
        .containsEntry(Figure.UNIQUE_VISITORS, 1L);
  }

  @TestTemplate
  void remembersVisitorsWhateverTimeAnotherSystemTells(Store ignored) {
    click("bluesky", Optional.empty(), "ada", NOON);
    read(
        new CountLeads(),
        new LeadClosed(
            Ids.next(NOON),
            Ids.next(NOON),
            false,
            Optional.empty(),
            origin("bluesky"),
            Instant.parse("2030-01-01T00:00:00Z")));
    click("bluesky", Optional.empty(), "ada", NOON);

    assertThat(network("bluesky").of(Figure.UNIQUE_VISITORS)).isEqualTo(1);
  }

  @TestTemplate
  void forgetsVisitorsOnceTheNextDayIsOver(Store ignored) {
    click("bluesky", Optional.empty(), "ada", NOON);
    FakeClock clock = FakeClock.at("2026-03-02T23:59:00Z");
    Upkeep upkeep = new Upkeep(store, Leases.ofOnlyHub(), clock);
    upkeep.forget();
    assertThat(visitors()).isEqualTo(2);

    clock.advance(Duration.ofMinutes(2));
    upkeep.forget();
    upkeep.close();
    assertThat(visitors()).isZero();
  }

  @TestTemplate
  void countsNothingUntilItKnowsWhatWasPlanned(Store ignored) {
    UUID mailing = Ids.next(NOON);
    UUID post = Ids.next(NOON);
    var sent = new MailSent(Ids.next(NOON), Optional.of(mailing), "m", NOON);
    var published = new PostPublished(post, Ids.next(NOON), "1", Optional.empty(), NOON);

    assertThatThrownBy(() -> read(new CountMails(), sent)).satisfies(ReportSqlTest::isTriedAgain);
    assertThatThrownBy(() -> read(new CountPosts(), published))
        .satisfies(ReportSqlTest::isTriedAgain);

    read(
        new FollowCampaigns(), new MailingPlanned(mailing, campaign, Ids.next(NOON), "newsletter"));
    read(new CountMails(), sent);
    assertThat(network("email").of(Figure.MAILS)).isEqualTo(1);
  }

  private static void isTriedAgain(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            ParleyException.class, failed -> assertThat(failed.fault()).isEqualTo(Fault.HUB));
  }

  private long visitors() {
    return store.read(
        tx ->
            tx.sql("SELECT COUNT(*) AS amount FROM measurement_visitor")
                .first(row -> row.number("amount"))
                .orElseThrow());
  }

  @TestTemplate
  void countsDayByDay(Store ignored) {
    click("bluesky", Optional.empty(), "ada", NOON);
    click("bluesky", Optional.empty(), "ada", NOON.plusSeconds(86_400));

    assertThat(reports.daily(LocalDate.parse("2026-03-02")))
        .extracting(DayFigures::day, day -> day.figures().get(Figure.CLICKS))
        .containsExactly(org.assertj.core.groups.Tuple.tuple(LocalDate.parse("2026-03-02"), 1L));
    assertThat(reports.daily(LocalDate.parse("2026-03-01"))).hasSize(2);
  }

  @TestTemplate
  void countsManyTogetherAsOneByOne(Store together) {
    List<BusRecord> records = new ArrayList<>();
    for (int click = 0; click < 60; click++) {
      Instant at = NOON.plusSeconds(click % 2 * 86_400L + 60 - click);
      Optional<String> robot = click % 5 == 0 ? Optional.of("bot") : Optional.empty();
      RecordData data =
          followed(click % 3 == 0 ? "bluesky" : "sandbox", robot, "visitor" + click % 7, at);
      records.add(BusRecord.of("/test", "subject", at, data));
    }
    together.inTransaction(
        tx -> {
          new CountInteractions().read(tx, records);
          return true;
        });
    CampaignReport counted = report();
    List<DayFigures> days = reports.daily(LocalDate.parse("2026-03-01"));

    UUID other = Ids.next(NOON);
    assertThat(counted.total().of(Figure.CLICKS)).isEqualTo(48);
    assertThat(counted.total().of(Figure.ROBOT_CLICKS)).isEqualTo(12);
    read(new FollowCampaigns(), new CampaignCreated(other, "One by one"));
    for (BusRecord record : records) {
      read(new CountInteractions(), moved((ClickRecorded) record.data(), other));
    }
    CampaignReport single = reports.findCampaign(other).orElseThrow();
    assertThat(figures(counted)).isEqualTo(figures(single));
    assertThat(reports.daily(LocalDate.parse("2026-03-01")))
        .zipSatisfy(
            days,
            (both, first) -> {
              long clicks = first.figures().getOrDefault(Figure.CLICKS, 0L);
              assertThat(both.figures()).containsEntry(Figure.CLICKS, 2 * clicks);
              assertThat(both.figures().get(Figure.UNIQUE_VISITORS))
                  .isEqualTo(first.figures().get(Figure.UNIQUE_VISITORS));
            });
  }

  private static ClickRecorded moved(ClickRecorded click, UUID campaign) {
    return new ClickRecorded(
        click.click(),
        click.link(),
        click.at(),
        origin(campaign, click.origin().network().orElseThrow()),
        click.agent(),
        click.robot(),
        click.visitorKey(),
        click.dailyKey(),
        click.referrer(),
        click.witness(),
        click.app());
  }

  private static List<Object> figures(CampaignReport report) {
    return report.networks().stream()
        .map(each -> (Object) List.of(each.network(), each.figures(), each.firstAt()))
        .toList();
  }

  @TestTemplate
  void leavesOutWhatBelongsToNoCampaign(Store ignored) {
    read(
        new CountInteractions(),
        new Interaction(Ids.next(NOON), "form.confirmed", NOON, List.of(), Origin.NONE, Map.of()));

    assertThat(report().networks()).isEmpty();
  }

  @TestTemplate
  void takesUpANewNameOfTheCampaign(Store ignored) {
    read(new FollowCampaigns(), new CampaignCreated(campaign, "Early spring"));

    assertThat(reports.campaigns(PageRequest.first(10)).items())
        .extracting(CampaignReport::name)
        .containsExactly("Early spring");
  }

  private void click(String network, Optional<String> robot, String visitor, Instant at) {
    read(new CountInteractions(), followed(network, robot, visitor, at));
  }

  private ClickRecorded followed(
      String network, Optional<String> robot, String visitor, Instant at) {
    return new ClickRecorded(
        Ids.next(at),
        Ids.next(at),
        at,
        origin(network),
        "agent",
        robot,
        Optional.empty(),
        visitor + at.truncatedTo(java.time.temporal.ChronoUnit.DAYS),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private LeadClosed won(UUID lead, UUID profile, long minor) {
    return new LeadClosed(
        lead, profile, true, Optional.of(new Money(minor, EUR)), origin("bluesky"), NOON);
  }

  private Interaction signUp(String network) {
    return new Interaction(
        Ids.next(NOON), "form.confirmed", NOON, List.of(), origin(network), Map.of());
  }

  private static ClickRecorded clicked(Origin origin, String visitor) {
    return new ClickRecorded(
        Ids.next(NOON),
        Ids.next(NOON),
        NOON,
        origin,
        "agent",
        Optional.empty(),
        Optional.empty(),
        visitor + NOON.truncatedTo(java.time.temporal.ChronoUnit.DAYS),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Origin origin(String network) {
    return origin(campaign, network);
  }

  private static Origin origin(UUID campaign, String network) {
    return new Origin(
        Optional.of(campaign),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(network),
        Optional.empty(),
        Optional.empty());
  }

  private CampaignReport report() {
    return reports.findCampaign(campaign).orElseThrow();
  }

  private NetworkFigures network(String name) {
    return report().networks().stream()
        .filter(network -> network.network().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void read(GroupReader reader, RecordData data) {
    BusRecord record = BusRecord.of("/test", "subject", NOON, data);
    store.inTransaction(
        tx -> {
          reader.read(tx, record);
          return record;
        });
  }
}
