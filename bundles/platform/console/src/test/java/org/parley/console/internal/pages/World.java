// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.parley.api.Fault;
import org.parley.api.Ids;
import org.parley.api.Money;
import org.parley.api.accounts.Account;
import org.parley.api.bus.BusDesk;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.Post;
import org.parley.api.campaigns.Teaser;
import org.parley.api.leads.Lead;
import org.parley.api.leads.RoutingRule;
import org.parley.api.leads.ScoringRule;
import org.parley.api.links.Link;
import org.parley.api.links.LinkRetired;
import org.parley.api.links.Origin;
import org.parley.api.measurement.DayFigures;
import org.parley.api.measurement.Figure;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Profile;

/**
 * What the fakes hold: nothing, or a little of everything.
 *
 * @param text is put into every text that a person can enter, so that a test can look for it
 */
final class World {
  static final Instant NOW = Instant.now();

  final Validator validator =
      Validation.byProvider(HibernateValidator.class)
          .providerResolver(() -> List.of(new HibernateValidator()))
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();
  final List<Link> links = new ArrayList<>();
  final List<Campaign> campaigns = new ArrayList<>();
  final List<Message> messages = new ArrayList<>();
  final List<Post> posts = new ArrayList<>();
  final List<Account> accounts = new ArrayList<>();
  final List<Profile> profiles = new ArrayList<>();
  final List<Lead> leads = new ArrayList<>();
  final List<RoutingRule> routingRules = new ArrayList<>();
  final List<ScoringRule> scoringRules = new ArrayList<>();
  final List<DayFigures> days = new ArrayList<>();
  final List<BusDesk.ParkedRecord> parked = new ArrayList<>();
  final List<BusDesk.GroupStatus> groups = new ArrayList<>();
  final String text;

  private World(String text) {
    this.text = text;
  }

  static World empty() {
    return new World("");
  }

  static World full(String text) {
    World world = new World(text);
    world.fill();
    return world;
  }

  static UUID id() {
    return Ids.next(NOW);
  }

  static Instant ago(long minutes) {
    return NOW.minus(Duration.ofMinutes(minutes));
  }

  private void fill() {
    accounts.add(account("Sandbox " + text, "sandbox-network", Account.Status.ONLINE));
    accounts.add(account("Parley on Bluesky", "bluesky", Account.Status.OFFLINE));
    accounts.add(account("Mailbox", "smtp", Account.Status.DISABLED));
    Campaign campaign = campaign("Spring roasts " + text, Campaign.State.ACTIVE);
    campaigns.add(campaign);
    campaigns.add(campaign("Winter blend", Campaign.State.PAUSED));
    Message message = message(campaign, "The first harvest is in " + text, Message.State.DRAFT);
    messages.add(message);
    posts.add(post(campaign, message, Post.State.DRAFTED));
    posts.add(post(campaign, message, Post.State.FAILED));
    posts.add(post(campaign, message, Post.State.PUBLISHED));
    for (int i = 0; i < 12; i++) {
      links.add(link(i, campaign));
    }
    Profile ada = profile("Ada Lovelace " + text, "ada@example.org", Profile.State.IDENTIFIED);
    profiles.add(ada);
    profiles.add(profile("Grace Hopper", "grace@example.org", Profile.State.IDENTIFIED));
    profiles.add(profile("", "", Profile.State.ANONYMOUS));
    routingRules.add(routingRule());
    scoringRules.add(scoringRule());
    for (Lead.Stage stage : Lead.Stage.values()) {
      leads.add(lead(ada, stage, 20 + 11 * stage.ordinal()));
      leads.add(lead(profiles.get(1), stage, 14 + 3 * stage.ordinal()));
    }
    measure();
    groups.add(new BusDesk.GroupStatus("measurement", "interactions", 1840, 0, 0, 0, true, false));
    groups.add(new BusDesk.GroupStatus("crm-sandbox", "leads", 31, 12, 2, 1, true, true));
    groups.add(new BusDesk.GroupStatus("posts-bluesky", "posts", 4, 3, 0, 0, false, false));
    BusRecord record =
        BusRecord.of("/lead-routing", id().toString(), NOW, new LinkRetired(id(), "x", 2));
    parked.add(
        new BusDesk.ParkedRecord(
            id(),
            "crm-sandbox",
            record,
            "{\"text\": \"" + text + "\"}",
            Fault.REMOTE,
            "The CRM answered 422: email is missing " + text,
            7,
            ago(14)));
  }

  private void measure() {
    LocalDate today = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
    List<String> networks = List.of("bluesky", "direct", "email", "sandbox-network");
    for (int back = 13; back >= 0; back--) {
      for (int n = 0; n < networks.size(); n++) {
        Map<Figure, Long> figures = new EnumMap<>(Figure.class);
        long clicks = 6 + (back * 7L + n * 13L) % 19 + (13 - back) * (n + 1L);
        figures.put(Figure.CLICKS, clicks);
        figures.put(Figure.UNIQUE_VISITORS, clicks * 2 / 3);
        figures.put(Figure.SIGN_UPS, clicks / 9);
        figures.put(Figure.LEADS, clicks / 14);
        days.add(new DayFigures(today.minusDays(back), networks.get(n), figures));
      }
    }
  }

  private static Account account(String name, String connector, Account.Status status) {
    boolean bad = status == Account.Status.OFFLINE;
    return new Account(
        id(),
        connector,
        name,
        status,
        bad ? Optional.of(Fault.CREDENTIALS) : Optional.empty(),
        bad ? "The app password was refused" : "Everything is delivered");
  }

  private Campaign campaign(String name, Campaign.State state) {
    return new Campaign(
        id(),
        name,
        "Bring the first harvest to everyone who liked the last one " + text,
        Locale.ENGLISH,
        List.of(accounts.get(0).id(), accounts.get(1).id()),
        Optional.empty(),
        Optional.of("newsletter"),
        false,
        state,
        ago(4000),
        1);
  }

  private Message message(Campaign campaign, String title, Message.State state) {
    return new Message(
        id(),
        campaign.id(),
        title,
        "Two weeks early this year. " + text,
        URI.create("https://example.org/harvest"),
        Optional.empty(),
        Locale.ENGLISH,
        state,
        ago(90));
  }

  private Post post(Campaign campaign, Message message, Post.State state) {
    Teaser teaser =
        new Teaser(
            "The first harvest is in https://go.example.org/k7 " + text,
            Locale.ENGLISH,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());
    boolean out = state == Post.State.PUBLISHED;
    boolean failed = state == Post.State.FAILED;
    return new Post(
        id(),
        campaign.id(),
        message.id(),
        accounts.get(0).id(),
        "sandbox-network",
        state,
        Optional.of(URI.create("https://go.example.org/k7")),
        Optional.of(teaser),
        out ? Optional.of(URI.create("https://sandbox.example.org/1")) : Optional.empty(),
        failed ? Optional.of(Fault.REMOTE) : Optional.empty(),
        failed ? Optional.of("The network answered 503 " + text) : Optional.empty(),
        ago(20));
  }

  private Link link(int i, Campaign campaign) {
    Origin origin =
        new Origin(
            Optional.of(campaign.id()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("bluesky"),
            Optional.empty(),
            Optional.empty());
    return new Link(
        id(),
        "harvest-" + i,
        URI.create("https://go.example.org/harvest-" + i),
        URI.create("https://example.org/shop/harvest?utm_source=bluesky&n=" + i),
        i == 3 ? Optional.empty() : Optional.of("Harvest teaser " + i + " " + text),
        origin,
        i == 5 ? Link.State.RETIRED : Link.State.ACTIVE,
        ago(3000L * i + 5),
        i == 2 ? Optional.of(ago(60)) : Optional.empty(),
        new Link.Clicks(1234L / (i + 1), 800L / (i + 1), 91L / (i + 1)),
        1);
  }

  private static Profile profile(String name, String email, Profile.State state) {
    List<Identifier> identifiers = new ArrayList<>();
    identifiers.add(new Identifier(Identifier.Kind.VISITOR, "v-8c1f", Optional.empty(), false));
    if (!email.isEmpty()) {
      identifiers.add(new Identifier(Identifier.Kind.EMAIL, email, Optional.empty(), true));
    }
    Map<String, String> told =
        name.isEmpty() ? Map.of() : Map.of("name", name, "company", "Analytical Engines");
    return new Profile(id(), state, identifiers, told, List.of(), ago(9000), ago(12));
  }

  private RoutingRule routingRule() {
    return new RoutingRule(
        id(),
        "Germany " + text,
        10,
        Optional.of("DE"),
        Optional.empty(),
        Optional.empty(),
        Optional.of("bluesky"),
        Optional.of(20),
        List.of("vera@example.org"),
        Optional.empty(),
        2);
  }

  private ScoringRule scoringRule() {
    return new ScoringRule(
        id(),
        "Confirmed " + text,
        Optional.of("form.confirmed"),
        Optional.empty(),
        Optional.empty(),
        20,
        30,
        1);
  }

  private Lead lead(Profile profile, Lead.Stage stage, int score) {
    boolean owned = stage != Lead.Stage.NEW;
    Optional<Money> amount =
        stage == Lead.Stage.WON
            ? Optional.of(new Money(480_000, Currency.getInstance("EUR")))
            : Optional.empty();
    return new Lead(
        id(),
        profile.id(),
        "Harvest subscription " + text,
        stage,
        score,
        owned ? Optional.of("vera@example.org") : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        owned ? Optional.of("Rule Germany, next in turn") : Optional.empty(),
        Origin.NONE,
        amount,
        ago(500),
        ago(30),
        4);
  }
}
