// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Accounts;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.Campaigns;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.Post;
import org.parley.api.measurement.CampaignReport;
import org.parley.api.measurement.Figure;
import org.parley.api.measurement.NetworkFigures;
import org.parley.api.measurement.Reports;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Action;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Table;

/** One campaign: what it says, where that stands, and what became of it network by network. */
@Component(service = CampaignStory.class)
public final class CampaignStory {
  private static final String MESSAGES = "messages";
  private static final int FAILED = 10;

  private final Campaigns campaigns;
  private final Accounts accounts;
  private final @Nullable Reports reports;

  @Activate
  public CampaignStory(
      @Reference Campaigns campaigns,
      @Reference Accounts accounts,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Reports reports) {
    this.campaigns = campaigns;
    this.accounts = accounts;
    this.reports = reports;
  }

  Screen show(Visit visit) {
    UUID id = visit.id("id");
    Campaign campaign = campaigns.findCampaign(id).orElseThrow(() -> new NotFound("campaign", id));
    String about =
        campaign.goal().isEmpty() ? visit.say("campaigns.detail.about") : campaign.goal();
    Screen screen =
        Screen.of(campaign.name(), about)
            .back(visit.say("campaigns.title"), visit.here())
            .action(
                Action.to(visit.say("campaigns.message"), visit.here(id, "messages", "new")).main())
            .action(Action.to(visit.say("edit"), visit.here(id, "edit")))
            .add(facts(visit, campaign));
    screen = reports == null ? screen : chain(visit, screen, reports, id);
    return messages(visit, posts(visit, screen, campaign), campaign)
        .add(new Piece.Toolbar(CampaignsPage.switches(visit, campaign)));
  }

  private Piece facts(Visit visit, Campaign campaign) {
    Map<UUID, String> names =
        accounts.all().stream().collect(Collectors.toMap(Account::id, Account::name));
    List<Cell> where =
        campaign.accounts().stream()
            .map(account -> Cell.text(names.getOrDefault(account, account.toString())))
            .toList();
    Cell none = Cell.text(visit.say("none"));
    List<Piece.Fact> facts = new ArrayList<>();
    facts.add(new Piece.Fact(visit.say("head.state"), CampaignsPage.badge(visit, campaign)));
    facts.add(
        new Piece.Fact(
            visit.say("campaigns.accounts"), where.isEmpty() ? none : new Cell.Stack(where)));
    facts.add(
        new Piece.Fact(
            visit.say("campaigns.feed"),
            campaign.feed().map(feed -> Cell.text(names.getOrDefault(feed, "?"))).orElse(none)));
    facts.add(
        new Piece.Fact(
            visit.say("campaigns.mailing"), campaign.mailing().map(Cell::text).orElse(none)));
    facts.add(
        new Piece.Fact(
            visit.say("campaigns.sends"),
            Cell.text(
                visit.say(campaign.automatic() ? "campaigns.automatic" : "campaigns.byhand"))));
    facts.add(
        new Piece.Fact(
            visit.say("campaigns.links"),
            Cell.link(
                "/console/links?campaign=" + campaign.id(), visit.say("campaigns.links.open"))));
    return new Piece.Facts(facts);
  }

  private static Screen chain(Visit visit, Screen screen, Reports reports, UUID id) {
    Optional<CampaignReport> report = reports.findCampaign(id);
    boolean counted =
        report
            .filter(found -> found.total().figures().values().stream().anyMatch(v -> v > 0))
            .isPresent();
    List<Piece> inner =
        counted
            ? List.of(stages(visit, report.get()), table(visit, report.get()))
            : List.of(visit.empty("report"));
    return screen.add(
        new Piece.Section(visit.say("report.title"), visit.say("report.about"), List.of(), inner));
  }

  /** The chain over all networks as a picture. */
  private static Piece stages(Visit visit, CampaignReport report) {
    NetworkFigures total = report.total();
    List<Piece.Stage> stages = new ArrayList<>();
    long sent = total.of(Figure.POSTS) + total.of(Figure.MAILS);
    stages.add(
        new Piece.Stage(
            visit.say("report.sent"),
            sent,
            visit.written().number(sent),
            visit.say("report.sent.note", total.of(Figure.POSTS), total.of(Figure.MAILS)),
            "#" + MESSAGES));
    long before = 0;
    for (Figure figure :
        List.of(Figure.CLICKS, Figure.UNIQUE_VISITORS, Figure.SIGN_UPS, Figure.LEADS, Figure.WON)) {
      long value = total.of(figure);
      String note = before == 0 ? "" : visit.say("report.share", 100 * value / before);
      String revenue = visit.written().money(total.revenue());
      boolean sold = figure == Figure.WON && !revenue.isEmpty();
      stages.add(
          new Piece.Stage(
              visit.words().of(figure),
              value,
              visit.written().number(value),
              sold ? revenue : note,
              counted(report.campaign(), figure, Optional.empty())));
      before = value;
    }
    return new Piece.Chain(stages);
  }

  private static Table table(Visit visit, CampaignReport report) {
    List<String> heads = new ArrayList<>(List.of(visit.say("head.network")));
    for (Figure figure : Figure.values()) {
      heads.add("#" + visit.words().of(figure));
    }
    heads.add("#" + visit.say("report.revenue"));
    Table table = Table.of(visit.say("report.title"), heads.toArray(String[]::new));
    for (NetworkFigures network : report.networks()) {
      table =
          table.row(
              row(
                  visit,
                  Networks.name(visit, network.network()),
                  report,
                  network,
                  Optional.of(network.network())));
    }
    return table
        .row(row(visit, visit.say("report.total"), report, report.total(), Optional.empty()))
        .sum();
  }

  private static Cell[] row(
      Visit visit,
      String name,
      CampaignReport report,
      NetworkFigures figures,
      Optional<String> network) {
    List<Cell> row = new ArrayList<>(List.of(Cell.text(name)));
    for (Figure figure : Figure.values()) {
      long value = figures.of(figure);
      Cell.Count count = visit.written().count(value);
      row.add(value == 0 ? count : count.to(counted(report.campaign(), figure, network)));
    }
    row.add(visit.written().amount(figures.revenue()));
    return row.toArray(Cell[]::new);
  }

  /** The list of what a figure counts; empty where there is none. */
  private static String counted(UUID campaign, Figure figure, Optional<String> network) {
    String of = "?campaign=" + campaign;
    String from = network.map(name -> "&network=" + Visit.encode(name)).orElse("");
    return switch (figure) {
      case POSTS -> "/console/campaigns/" + campaign + "/posts?state=PUBLISHED" + from;
      case MAILS -> "#" + MESSAGES;
      case CLICKS, UNIQUE_VISITORS, ROBOT_CLICKS -> "/console/links" + of + from;
      case LEADS -> "/console/leads/list" + of + from;
      case WON -> "/console/leads/list" + of + from + "&stage=WON";
      case LOST -> "/console/leads/list" + of + from + "&stage=LOST";
      case SIGN_UPS -> "";
    };
  }

  private Screen messages(Visit visit, Screen screen, Campaign campaign) {
    var found = campaigns.messages(Optional.of(campaign.id()), visit.page());
    Piece inner = visit.empty("messages");
    if (!found.items().isEmpty()) {
      Table table =
          Table.of(
              visit.say("messages.title"),
              visit.say("head.message"),
              visit.say("head.state"),
              visit.say("head.target"),
              visit.say("head.created"));
      for (Message message : found.items()) {
        table =
            table.row(
                Cell.link(visit.here(campaign.id(), "messages", message.id()), message.title()),
                CampaignMessages.badge(visit, message),
                Cell.text(message.target().toString()),
                visit.written().time(message.createdAt()));
      }
      inner = table.next(visit.next(found));
    }
    return screen.add(
        new Piece.Section(
                visit.say("messages.title"), visit.say("messages.about"), List.of(), List.of(inner))
            .at(MESSAGES));
  }

  private Screen posts(Visit visit, Screen screen, Campaign campaign) {
    var filter =
        new Campaigns.PostFilter(
            Optional.of(campaign.id()), Optional.of(Post.State.FAILED), Optional.empty());
    var failed = campaigns.posts(filter, PageRequest.first(FAILED));
    if (failed.items().isEmpty()) {
      return screen;
    }
    Action all =
        Action.to(visit.say("posts.all"), visit.here(campaign.id(), "posts") + "?state=FAILED");
    Table table =
        Table.of(
            visit.say("posts.failed"),
            visit.say("head.network"),
            visit.say("posts.reason"),
            visit.say("head.message"));
    for (Post post : failed.items()) {
      table =
          table.row(
              Cell.text(Networks.name(visit, post.connector())),
              Cell.text(visit.words().retell(post.reason().orElse(""))),
              Cell.link(
                  visit.here(campaign.id(), "messages", post.message()), visit.say("posts.mend")));
    }
    return screen.add(
        new Piece.Section(
            visit.say("posts.failed"),
            visit.say("posts.failed.about"),
            failed.next().isPresent() ? List.of(all) : List.of(),
            List.of(table)));
  }
}
