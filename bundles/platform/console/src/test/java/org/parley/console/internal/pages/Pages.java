// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import static java.util.Objects.requireNonNull;
import static org.parley.console.internal.pages.World.ago;
import static org.parley.console.internal.pages.World.id;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.parley.api.Conflict;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.Secret;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.AccountDesk;
import org.parley.api.accounts.AccountDetail;
import org.parley.api.accounts.AccountInput;
import org.parley.api.accounts.Accounts;
import org.parley.api.accounts.App;
import org.parley.api.accounts.AppInput;
import org.parley.api.accounts.Apps;
import org.parley.api.accounts.SignIns;
import org.parley.api.accounts.SignedIn;
import org.parley.api.bus.BusDesk;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.CampaignDesk;
import org.parley.api.campaigns.Campaigns;
import org.parley.api.campaigns.Mailing;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.Post;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Client;
import org.parley.api.connectors.Connectors;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.LifeCycle;
import org.parley.api.connectors.OAuth2;
import org.parley.api.connectors.Price;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.SettingsField;
import org.parley.api.connectors.Text;
import org.parley.api.landing.Form;
import org.parley.api.landing.FormDesk;
import org.parley.api.landing.Forms;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadDesk;
import org.parley.api.leads.LeadEvent;
import org.parley.api.leads.LeadScored;
import org.parley.api.leads.Leads;
import org.parley.api.leads.NewRoutingRule;
import org.parley.api.leads.NewScoringRule;
import org.parley.api.leads.RoutingRule;
import org.parley.api.leads.ScoringRule;
import org.parley.api.links.Link;
import org.parley.api.links.LinkDesk;
import org.parley.api.links.Links;
import org.parley.api.links.NewLink;
import org.parley.api.links.Origin;
import org.parley.api.measurement.CampaignReport;
import org.parley.api.measurement.DayFigures;
import org.parley.api.measurement.Figure;
import org.parley.api.measurement.NetworkFigures;
import org.parley.api.measurement.Reports;
import org.parley.api.profiles.Consent;
import org.parley.api.profiles.Consents;
import org.parley.api.profiles.Merge;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileDesk;
import org.parley.api.profiles.Profiles;
import org.parley.api.profiles.Suggestion;
import org.parley.api.profiles.Timeline;
import org.parley.api.security.ActionTaken;
import org.parley.api.security.ApiKey;
import org.parley.api.security.ApiKeyInput;
import org.parley.api.security.Audit;
import org.parley.api.security.Caller;
import org.parley.api.security.Keys;
import org.parley.api.security.Role;
import org.parley.api.security.SignIn;
import org.parley.api.security.Team;
import org.parley.api.security.Teams;
import org.parley.api.security.User;
import org.parley.api.security.Users;
import org.parley.api.web.NewSite;
import org.parley.api.web.Site;
import org.parley.api.web.SiteDesk;
import org.parley.console.internal.Page;

/** Every page of the console over rooms kept in memory. */
public final class Pages {
  private static final UUID CHOICE = new UUID(5, 5);

  private final World world;
  private final boolean full;

  private Pages(World world) {
    this.world = world;
    this.full = !world.links.isEmpty();
  }

  public static List<Page> full(String text, BundleContext bundles, SignIn signIn) {
    return new Pages(World.full(text)).all(bundles, signIn);
  }

  public static List<Page> empty(BundleContext bundles, SignIn signIn) {
    return new Pages(World.empty()).all(bundles, signIn);
  }

  private List<Page> all(BundleContext bundles, SignIn signIn) {
    Object reach = new Reach();
    Object people = new People();
    Object sales = new Sales();
    Object connect = new Connect();
    Object office = new Office();
    Object landing = new Landing();
    Campaigns campaigns = Rooms.as(Campaigns.class, reach);
    CampaignDesk campaignDesk = Rooms.as(CampaignDesk.class, reach);
    Accounts accounts = Rooms.as(Accounts.class, new Known());
    Reports reports = Rooms.as(Reports.class, new Measured());
    Connectors connectors = Rooms.as(Connectors.class, new Catalogue());
    Profiles profiles = Rooms.as(Profiles.class, people);
    List<Page> pages = new ArrayList<>();
    pages.add(
        new CampaignsPage(
            campaigns,
            campaignDesk,
            accounts,
            world.validator,
            new CampaignStory(campaigns, accounts, reports),
            new CampaignMessages(campaigns, campaignDesk, accounts, connectors, world.validator)));
    pages.add(
        new LinksPage(
            Rooms.as(Links.class, reach), Rooms.as(LinkDesk.class, reach), world.validator));
    pages.add(
        new ProfilesPage(
            profiles,
            Rooms.as(ProfileDesk.class, people),
            Rooms.as(Timeline.class, people),
            Rooms.as(Consents.class, people)));
    pages.add(
        new LeadsPage(Rooms.as(Leads.class, sales), Rooms.as(LeadDesk.class, sales), profiles));
    pages.add(
        new RulesPage(
            Rooms.as(Leads.class, sales),
            Rooms.as(LeadDesk.class, sales),
            world.validator,
            accounts));
    pages.add(
        new FormsPage(
            Rooms.as(Forms.class, landing), Rooms.as(FormDesk.class, landing), world.validator));
    pages.add(new SitesPage(Rooms.as(SiteDesk.class, new Web()), world.validator));
    pages.add(new ConnectorsPage(connectors, accounts));
    AccountDesk accountDesk = Rooms.as(AccountDesk.class, connect);
    SignIns signIns = Rooms.as(SignIns.class, new Entrance());
    Apps apps = Rooms.as(Apps.class, new Registry());
    pages.add(new AccountsPage(accountDesk, connectors, signIns, apps));
    pages.add(new SignInsPage(signIns, apps, accountDesk, connectors));
    pages.add(new AppsPage(apps, connectors));
    pages.add(new BusPage(Rooms.as(BusDesk.class, connect)));
    pages.add(new BundlesPage(bundles));
    pages.add(new FeaturesPage(bundles));
    pages.add(new MePage(Rooms.as(Users.class, office), signIn));
    pages.add(
        new UsersPage(
            Rooms.as(Users.class, office), Rooms.as(Teams.class, new Groups()), world.validator));
    pages.add(new KeysPage(Rooms.as(Keys.class, new Ring()), world.validator));
    pages.add(new AuditPage(Rooms.as(Audit.class, new Diary())));
    OverviewPage overview = new OverviewPage(reports);
    for (Page page : pages) {
      if (page instanceof org.parley.console.internal.Concern concern) {
        overview.addConcern(concern);
      }
    }
    pages.add(overview);
    return pages;
  }

  private static <T> Paged<T> page(List<T> items, PageRequest page) {
    return new Paged<>(
        items.stream().limit(page.limit()).toList(),
        items.size() > page.limit() ? Optional.of("more") : Optional.empty());
  }

  private static <T, V> Predicate<T> fits(Optional<V> wanted, Function<T, Optional<V>> has) {
    return item -> wanted.isEmpty() || wanted.equals(has.apply(item));
  }

  @SuppressWarnings("unused") // called by name
  private final class Reach {
    Optional<Link> findBySlug(String slug) {
      return world.links.stream().filter(link -> link.slug().equals(slug)).findFirst();
    }

    Optional<Link> find(UUID id) {
      return world.links.stream().filter(link -> link.id().equals(id)).findFirst();
    }

    Paged<Link> list(Links.Filter filter, PageRequest page) {
      return page(
          world.links.stream()
              .filter(link -> filter.search().map(t -> link.slug().contains(t)).orElse(true))
              .filter(link -> filter.state().map(s -> link.state() == s).orElse(true))
              .filter(fits(filter.campaign(), link -> link.origin().campaign()))
              .filter(fits(filter.network(), link -> link.origin().network()))
              .toList(),
          page);
    }

    List<Links.Day> days(UUID link, LocalDate from, LocalDate to) {
      return from.datesUntil(to.plusDays(1))
          .filter(day -> day.getDayOfMonth() % 4 != 0)
          .map(day -> new Links.Day(day, new Link.Clicks(day.getDayOfMonth() * 3L % 31, 4, 2)))
          .toList();
    }

    Link create(NewLink input) {
      if ("taken".equals(input.slug())) {
        throw new Conflict("Slug 'taken' is taken");
      }
      Link made =
          new Link(
              id(),
              String.valueOf(input.slug()),
              java.net.URI.create("https://go.example.org/x"),
              java.net.URI.create(String.valueOf(input.target())),
              Optional.ofNullable(input.title()),
              Origin.NONE,
              Link.State.ACTIVE,
              ago(0),
              Optional.ofNullable(input.expiresAt()),
              Link.Clicks.NONE,
              1);
      world.links.add(0, made);
      return made;
    }

    byte[] draw(UUID link, LinkDesk.QrFormat format) {
      String svg =
          "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M1 1h3v3H1zM5"
              + " 5h3v3H5z'/></svg>";
      return svg.getBytes(StandardCharsets.UTF_8);
    }

    Paged<Campaign> campaigns(PageRequest page) {
      return page(world.campaigns, page);
    }

    Optional<Campaign> findCampaign(UUID id) {
      return world.campaigns.stream().filter(campaign -> campaign.id().equals(id)).findFirst();
    }

    Paged<Message> messages(Optional<UUID> campaign, PageRequest page) {
      return page(
          world.messages.stream()
              .filter(message -> campaign.map(id -> message.campaign().equals(id)).orElse(true))
              .toList(),
          page);
    }

    Optional<Message> findMessage(UUID id) {
      return world.messages.stream().filter(message -> message.id().equals(id)).findFirst();
    }

    Paged<Post> posts(Campaigns.PostFilter filter, PageRequest page) {
      return page(
          world.posts.stream()
              .filter(fits(filter.campaign(), post -> Optional.of(post.campaign())))
              .filter(fits(filter.state(), post -> Optional.of(post.state())))
              .filter(fits(filter.network(), post -> Optional.of(post.connector())))
              .toList(),
          page);
    }

    List<Post> postsOf(UUID message) {
      return world.posts;
    }

    Optional<Post> findPost(UUID id) {
      return world.posts.stream().filter(post -> post.id().equals(id)).findFirst();
    }

    Post rewrite(UUID post, String text, long version) {
      throw new InvalidInput("text", "has 412 characters; the network takes 300");
    }

    Optional<Mailing> findMailingOf(UUID message) {
      return Optional.of(
          new Mailing(
              id(),
              id(),
              message,
              "newsletter",
              Mailing.State.REQUESTED,
              Optional.empty(),
              Optional.empty(),
              1200,
              1180,
              9,
              3,
              8));
    }
  }

  @SuppressWarnings("unused") // called by name
  private final class Measured {
    Optional<CampaignReport> findCampaign(UUID id) {
      if (!full) {
        return Optional.empty();
      }
      NetworkFigures bluesky = figures("bluesky", 3);
      return Optional.of(
          new CampaignReport(
              id, "Spring", List.of(bluesky, figures("email", 2)), figures("total", 5)));
    }

    private NetworkFigures figures(String network, long factor) {
      Map<Figure, Long> figures = new java.util.EnumMap<>(Figure.class);
      for (Figure figure : Figure.values()) {
        figures.put(figure, factor * (40 - 4L * figure.ordinal()));
      }
      var revenue =
          List.of(
              new org.parley.api.Money(480_000 * factor, java.util.Currency.getInstance("EUR")));
      return new NetworkFigures(network, figures, Map.of(), revenue);
    }

    List<DayFigures> daily(LocalDate from) {
      return world.days;
    }
  }

  @SuppressWarnings("unused") // called by name
  private final class Web {
    private final List<Site> sites =
        new ArrayList<>(
            full
                ? List.of(
                    new Site(id(), "https://roastery.example", "Roastery " + world.text, ago(9)))
                : List.of());

    List<Site> list() {
      return sites;
    }

    Site register(NewSite input) {
      String origin = String.valueOf(input.origin());
      if (!origin.startsWith("https://")) {
        throw new InvalidInput("origin", "'" + origin + "' is no origin");
      }
      var site = new Site(id(), origin, String.valueOf(input.name()), ago(0));
      sites.add(site);
      return site;
    }

    void remove(UUID site) {
      sites.removeIf(each -> each.id().equals(site));
    }

    URI script() {
      return URI.create("https://hub.example.org/t.js");
    }
  }

  @SuppressWarnings("unused") // called by name
  private final class Landing {
    Paged<Form> forms(PageRequest page) {
      return page(full ? List.of(form()) : List.of(), page);
    }

    Optional<Form> find(UUID id) {
      return Optional.of(form()).filter(form -> form.id().equals(id));
    }

    Forms.Figures figures(UUID form) {
      return new Forms.Figures(31, 24);
    }

    private Form form() {
      return new Form(
          new UUID(1, 1),
          "harvest",
          "Taste the harvest " + world.text,
          "Three bags. " + world.text,
          Locale.ENGLISH,
          List.of(new Form.Field("company", "Your company", true)),
          "newsletter",
          "I agree to the newsletter. " + world.text,
          "Harvest subscription",
          "Thank you.",
          ago(800),
          1);
    }
  }

  @SuppressWarnings("unused") // called by name
  private final class People {
    Optional<Profile> find(UUID id) {
      return world.profiles.stream().filter(profile -> profile.id().equals(id)).findFirst();
    }

    Paged<Profile> list(ProfileDesk.Filter filter, PageRequest page) {
      return page(world.profiles, page);
    }

    List<Profile> findAll(String identifier) {
      return world.profiles.stream()
          .filter(
              profile ->
                  profile.identifiers().stream().anyMatch(i -> identifier.endsWith(i.value())))
          .toList();
    }

    String export(UUID profile) {
      return "{}";
    }

    List<Merge> merges(UUID profile) {
      return List.of(
          new Merge(id(), profile, id(), "The same confirmed email", ago(300), Optional.empty()));
    }

    Paged<Suggestion> suggestions(PageRequest page) {
      return page(
          full
              ? List.of(
                  new Suggestion(
                      id(),
                      world.profiles.get(0).id(),
                      world.profiles.get(2).id(),
                      "Equal fingerprint, same city " + world.text,
                      ago(44)))
              : List.of(),
          page);
    }

    Paged<Timeline.Entry> entries(UUID profile, PageRequest page) {
      Map<String, String> data = Map.of("slug", "harvest-1", "note", world.text);
      return page(
          List.of(
              entry(profile, "form.confirmed", "web", 12, data),
              entry(profile, "click.recorded", "bluesky", 40, data),
              entry(profile, "mail.bounced", "email", 1600, Map.of()),
              entry(profile, "page.viewed", "web", 1700, Map.of("url", "https://example.org/"))),
          page);
    }

    private Timeline.Entry entry(
        UUID profile, String type, String channel, long minutes, Map<String, String> data) {
      return new Timeline.Entry(id(), ago(minutes), type, channel, profile, Origin.NONE, data);
    }

    Consents.History history(UUID profile) {
      return new Consents.History(
          List.of(
              new Consent(
                  id(),
                  "newsletter",
                  true,
                  "consent",
                  "Form harvest: I agree " + world.text,
                  ago(12),
                  true)),
          false);
    }
  }

  @SuppressWarnings("unused") // called by name
  private final class Sales {
    Paged<Lead> leads(Optional<Lead.Stage> stage, PageRequest page) {
      return page(
          world.leads.stream()
              .filter(lead -> stage.map(s -> lead.stage() == s).orElse(true))
              .toList(),
          page);
    }

    Paged<Lead> list(Leads.Filter filter, PageRequest page) {
      return page(
          world.leads.stream()
              .filter(lead -> filter.stage().map(s -> lead.stage() == s).orElse(true))
              .filter(fits(filter.campaign(), lead -> lead.source().campaign()))
              .filter(fits(filter.network(), lead -> lead.source().network()))
              .toList(),
          page);
    }

    Optional<Lead> find(UUID id) {
      return world.leads.stream().filter(lead -> lead.id().equals(id)).findFirst();
    }

    Lead assign(UUID id, String owner, Optional<UUID> account, long version) {
      Lead lead = find(id).orElseThrow();
      if (lead.version() != version) {
        throw new Conflict("Lead '" + id + "' has changed since it was read");
      }
      return lead;
    }

    List<LeadScored.Points> explain(UUID lead) {
      return List.of(
          new LeadScored.Points(20, "Confirmed a form " + world.text),
          new LeadScored.Points(-4, "Works for a competitor"));
    }

    List<LeadEvent> story(UUID lead) {
      return List.of(
          new LeadEvent(ago(400), "Followed the short link harvest-1 on bluesky " + world.text),
          new LeadEvent(ago(30), "Was assigned to vera@example.org"));
    }

    List<RoutingRule> routingRules() {
      return world.routingRules;
    }

    Optional<RoutingRule> findRoutingRule(UUID id) {
      return world.routingRules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    RoutingRule changeRoutingRule(UUID id, NewRoutingRule input, long version) {
      RoutingRule old = findRoutingRule(id).orElseThrow();
      if (old.version() != version) {
        throw new Conflict("The routing rule '" + id + "' has changed since it was read");
      }
      var changed =
          new RoutingRule(
              id,
              String.valueOf(input.name()),
              old.place(),
              Optional.ofNullable(input.country()),
              old.language(),
              old.interest(),
              old.network(),
              old.minimumScore(),
              requireNonNull(input.owners()),
              old.account(),
              version + 1);
      world.routingRules.set(world.routingRules.indexOf(old), changed);
      return changed;
    }

    ScoringRule addScoringRule(NewScoringRule input) {
      return new ScoringRule(
          id(),
          String.valueOf(input.name()),
          Optional.ofNullable(input.interaction()),
          Optional.empty(),
          Optional.empty(),
          5,
          0,
          1);
    }

    List<ScoringRule> scoringRules() {
      return world.scoringRules;
    }

    Optional<ScoringRule> findScoringRule(UUID id) {
      return world.scoringRules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
  }

  @SuppressWarnings("unused") // called by name
  private final class Connect {
    Optional<AccountDetail> find(UUID id) {
      return world.accounts.stream()
          .filter(account -> account.id().equals(id))
          .findFirst()
          .map(
              account ->
                  new AccountDetail(
                      account,
                      Map.of("address", "https://bsky.example.org", "tags", List.of("a", "b")),
                      Set.of("password"),
                      false,
                      false,
                      Optional.of("/hooks/" + id),
                      3,
                      ago(900),
                      ago(20)));
    }

    Paged<Account> list(PageRequest page) {
      return page(world.accounts, page);
    }

    AccountDetail create(AccountInput input, Caller by) {
      throw new InvalidInput("settings.address", "'ftp://x' is refused; only https is accepted");
    }

    AccountDesk.Tested test(AccountInput input, Optional<UUID> account) {
      return new AccountDesk.Tested(
          Optional.of(Fault.CREDENTIALS), "Signed in and was refused with 401");
    }

    AccountDesk.Tested test(UUID account) {
      return new AccountDesk.Tested(Optional.empty(), "Signed in as parley.example.org");
    }

    Paged<AccountDesk.Unclear> unclear(PageRequest page) {
      return page(
          full
              ? List.of(
                  new AccountDesk.Unclear(
                      id(),
                      Capability.SEND_MAIL,
                      id(),
                      ago(5),
                      "The hub stopped in between " + world.text))
              : List.of(),
          page);
    }

    List<BusDesk.TopicStatus> topics() {
      return full
          ? List.of(
              new BusDesk.TopicStatus("interactions", 1840, 1840),
              new BusDesk.TopicStatus("leads", 43, 43))
          : List.of();
    }

    List<BusDesk.GroupStatus> groups() {
      return world.groups;
    }

    Paged<BusDesk.ParkedRecord> parked(PageRequest page) {
      return page(world.parked, page);
    }

    void forget(String group) {
      if (world.groups.stream().anyMatch(one -> one.group().equals(group) && one.fed())) {
        throw new Conflict("Group '" + group + "' is read at this moment");
      }
      world.groups.removeIf(one -> one.group().equals(group));
    }

    void replay(UUID id) {
      world.parked.removeIf(parked -> parked.id().equals(id));
    }

    List<BusDesk.TraceStep> trace(UUID record) {
      return world.parked.stream()
          .map(parked -> new BusDesk.TraceStep(parked.record(), List.of("measurement")))
          .toList();
    }
  }

  @SuppressWarnings("unused") // called by name
  private final class Known {
    List<Account> all() {
      return world.accounts;
    }

    Optional<Account> find(UUID id) {
      return world.accounts.stream().filter(account -> account.id().equals(id)).findFirst();
    }
  }

  @SuppressWarnings("unused") // called by name
  private final class Entrance {
    private SignedIn of(Account account) {
      return new SignedIn(
          account.id(),
          SignedIn.State.ENDS_SOON,
          Optional.of("@ada" + world.text),
          List.of("read", "write"),
          List.of("push"),
          Optional.empty(),
          Optional.of("ada"),
          Optional.of(ago(900)),
          Optional.of(ago(-1)),
          Optional.of(ago(-72)),
          Optional.empty());
    }

    Optional<SignedIn> find(UUID account) {
      return world.accounts.stream()
          .filter(one -> one.id().equals(account) && one.connector().equals("bluesky"))
          .findFirst()
          .map(this::of);
    }

    List<SignedIn> pressing() {
      return world.accounts.stream()
          .filter(one -> one.connector().equals("bluesky"))
          .map(this::of)
          .toList();
    }

    SignIns.Step begin(UUID account, Optional<UUID> app, Caller by) {
      return new SignIns.Go(URI.create("https://vendor.example/authorize?state=s"), "Bluesky");
    }

    SignIns.Step arrive(Map<String, String> answer, Caller by) {
      if (!"good".equals(answer.get("state"))) {
        throw new NotFound("sign-in", "state");
      }
      return new SignIns.Choose(CHOICE, offers(CHOICE, by));
    }

    SignIns.Step ask(UUID begun, Caller by) {
      URI where = URI.create("https://vendor.example/device");
      return new SignIns.Enter(begun, "WDJB-MJHT", where, Duration.ofSeconds(5));
    }

    List<SignIns.Offer> offers(UUID begun, Caller by) {
      return List.of(
          new SignIns.Offer("p1", "Shop " + world.text, Optional.empty()),
          new SignIns.Offer("p2", "Café", Optional.of(CHOICE)));
    }

    SignIns.Step choose(UUID begun, List<String> chosen, Caller by) {
      if (chosen.isEmpty()) {
        throw new InvalidInput("chosen", "Is empty; choose at least one");
      }
      return new SignIns.Done(world.accounts.get(0).id(), List.of());
    }

    String leave(UUID account, Caller by) {
      return "Bluesky has taken the sign-in back";
    }
  }

  @SuppressWarnings("unused") // called by name
  private final class Registry {
    List<App> all() {
      return full
          ? List.of(
              new App(
                  CHOICE,
                  "bluesky",
                  "",
                  "Ours " + world.text,
                  "app-1",
                  false,
                  2,
                  1,
                  ago(9),
                  ago(9)))
          : List.of();
    }

    List<App> forAccount(UUID account) {
      return List.of();
    }

    Optional<App> find(UUID id) {
      return all().stream().filter(app -> app.id().equals(id)).findFirst();
    }

    URI returnAddress() {
      return URI.create("https://hub.example/oauth/callback");
    }

    App create(AppInput input, Caller by) {
      throw new InvalidInput("secret", "Is blank; enter what the vendor gave");
    }
  }

  @SuppressWarnings("unused") // called by name
  private final class Catalogue {
    Optional<Descriptor> find(String connector) {
      return all().stream().filter(one -> one.id().equals(connector)).findFirst();
    }

    List<Descriptor> all() {
      return full
          ? List.of(
              Descriptor.of("bluesky", "Bluesky", Kind.SOCIAL)
                  .summary("Posts with a link card.", "Posts mit Linkkarte.")
                  .can(Capability.PUBLISH, Repeat.keyed())
                  .has(Capability.LISTEN_POLL)
                  .signIn(
                      OAuth2.of(
                          OAuth2.Code.at("https://vendor.example/authorize"),
                          "https://vendor.example/token",
                          Client.entered("Register an app there.", "Dort eine App eintragen."),
                          "read",
                          "write")),
              Descriptor.of("smtp", "SMTP", Kind.EMAIL)
                  .summary("Sends mail.", "Sendet Mails.")
                  .can(Capability.SEND_MAIL, Repeat.unsafe())
                  .budget(
                      RateBudget.of(100, Duration.ofHours(1))
                          .together(300, Duration.ofMinutes(15))
                          .cost(
                              Capability.SEND_MAIL,
                              RateBudget.Cost.of(Price.of("0.001", "EUR").withLink("0.2")))),
              Descriptor.of("orkut", "Orkut", Kind.SOCIAL)
                  .summary("Gone.", "Fort.")
                  .lifeCycle(LifeCycle.retired(List.of("bluesky", "threads"))))
          : List.of();
    }

    Optional<Connectors.Source> source(String connector) {
      return find(connector).map(one -> new Connectors.Source("org.example." + one.id(), "1.2.0"));
    }

    List<SettingsField> settings(String connector) {
      return List.of(
          setting("address", SettingsField.Type.ADDRESS, "Server", "Server", true),
          setting("password", SettingsField.Type.SECRET, "App password", "App-Passwort", true),
          setting("tags", SettingsField.Type.LIST, "Tags", "Schlagwörter", false),
          setting("wait", SettingsField.Type.DURATION, "Wait", "Warten", false),
          setting("cards", SettingsField.Type.FLAG, "Show cards", "Karten zeigen", false));
    }

    private SettingsField setting(
        String name, SettingsField.Type type, String en, String de, boolean required) {
      return new SettingsField(
          name,
          type,
          new Text(en, de),
          new Text("What to enter.", "Was einzugeben ist."),
          required,
          Optional.empty(),
          List.of(),
          List.of());
    }
  }

  @SuppressWarnings("unused") // called by name
  private final class Office {
    private final User ada =
        new User(
            new UUID(7, 7),
            "ada",
            "Ada " + world.text,
            Set.of(Role.ADMINISTRATOR),
            Optional.empty(),
            false,
            1,
            ago(5000));

    Optional<User> find(UUID id) {
      return Optional.of(ada).filter(user -> user.id().equals(id));
    }

    User create(org.parley.api.security.UserInput input, Secret password, Caller by) {
      throw new InvalidInput("password", "has 3 characters; 10 to 200 are expected");
    }

    Paged<User> list(PageRequest page) {
      return page(List.of(ada), page);
    }

    User setPassword(UUID id, long version, Secret password, Caller by) {
      if (password.reveal().length() < 10) {
        throw new InvalidInput("password", "has too few characters; 10 to 200 are expected");
      }
      return ada;
    }
  }

  @SuppressWarnings("unused") // called by name
  private final class Groups {
    List<Team> list() {
      return List.of(new Team(id(), "Sales north"));
    }
  }

  @SuppressWarnings("unused") // called by name
  private final class Diary {
    Paged<ActionTaken> list(PageRequest page) {
      var taken =
          new ActionTaken(
              id(),
              id(),
              Caller.Kind.USER,
              "Ada",
              "user.signed-in",
              id().toString(),
              "from 192.0.2.7 " + world.text,
              ago(3));
      return page(full ? List.of(taken) : List.of(), page);
    }
  }

  @SuppressWarnings("unused") // called by name
  private final class Ring {
    Paged<ApiKey> list(PageRequest page) {
      var key =
          new ApiKey(
              id(),
              "Shop " + world.text,
              "pk_1a",
              Set.of(Role.INTEGRATOR),
              ago(700),
              Optional.empty(),
              Optional.empty());
      return page(full ? List.of(key) : List.of(), page);
    }

    Keys.Minted mint(ApiKeyInput input, Caller by) {
      ApiKey key =
          new ApiKey(
              id(),
              String.valueOf(input.name()),
              "pk_8f",
              Set.of(Role.INTEGRATOR),
              ago(0),
              Optional.empty(),
              Optional.empty());
      return new Keys.Minted(key, new Secret("pk_8f2b1c-shown-once"));
    }
  }
}
