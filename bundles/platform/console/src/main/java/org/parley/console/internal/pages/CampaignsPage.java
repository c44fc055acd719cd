// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Accounts;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.CampaignDesk;
import org.parley.api.campaigns.Campaigns;
import org.parley.api.campaigns.NewCampaign;
import org.parley.api.security.Role;
import org.parley.console.internal.Answer;
import org.parley.console.internal.Concern;
import org.parley.console.internal.Page;
import org.parley.console.internal.Place;
import org.parley.console.internal.RecordForm;
import org.parley.console.internal.Routes;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Action;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Field.Choice;
import org.parley.console.internal.view.Form;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Table;
import org.parley.console.internal.view.Tone;

/** Campaigns: the list, setting one up, changing it. */
@Component(service = {Page.class, Concern.class})
public final class CampaignsPage implements Page, Concern {
  private final Campaigns campaigns;
  private final CampaignDesk desk;
  private final Accounts accounts;
  private final RecordForm<NewCampaign> form;
  private final Routes routes;

  @Activate
  public CampaignsPage(
      @Reference Campaigns campaigns,
      @Reference CampaignDesk desk,
      @Reference Accounts accounts,
      @Reference Validator validator,
      @Reference CampaignStory story,
      @Reference CampaignMessages messages) {
    this.campaigns = campaigns;
    this.desk = desk;
    this.accounts = accounts;
    this.form = new RecordForm<>(NewCampaign.class, validator);
    this.routes =
        new Routes()
            .show("", this::list)
            .show("new", this::fill)
            .post("new", "campaign.created", this::create)
            .show("{id}", story::show)
            .show("{id}/posts", new PostList(campaigns)::show)
            .show("{id}/edit", this::edit)
            .post("{id}/edit", "campaign.changed", this::change)
            .post("{id}/pause", "campaign.paused", visit -> state(visit, Campaign.State.PAUSED))
            .post("{id}/resume", "campaign.resumed", visit -> state(visit, Campaign.State.ACTIVE))
            .post("{id}/close", "campaign.closed", visit -> state(visit, Campaign.State.CLOSED));
    messages.join(routes);
  }

  @Override
  public Place place() {
    return new Place(Place.Group.REACH, 0, "campaigns", Set.of(Role.MARKETER));
  }

  @Override
  public Routes routes() {
    return routes;
  }

  @Override
  public Optional<Step> begin(Visit visit) {
    boolean done = !campaigns.campaigns(PageRequest.first(1)).items().isEmpty();
    return visit.may(Role.MARKETER)
        ? Step.of(visit, 3, done, "begin.campaign", "/console/campaigns/new")
        : Optional.empty();
  }

  @Override
  public List<Piece.Hit> seek(String text, Visit visit) {
    return campaigns.campaigns(PageRequest.first(PageRequest.MOST)).items().stream()
        .filter(campaign -> Seek.isIn(campaign.name() + " " + campaign.goal(), text))
        .limit(Seek.MOST)
        .map(
            campaign ->
                new Piece.Hit(
                    campaign.name(), campaign.goal(), "/console/campaigns/" + campaign.id()))
        .toList();
  }

  private Screen list(Visit visit) {
    var found = campaigns.campaigns(visit.page());
    Action add = Action.to(visit.say("campaigns.new"), visit.here("new")).main();
    Screen screen = visit.screen("campaigns").action(add);
    if (found.items().isEmpty()) {
      return screen.add(visit.empty("campaigns", add));
    }
    Table table =
        Table.of(
            visit.say("campaigns.title"),
            visit.say("head.campaign"),
            visit.say("head.state"),
            "#" + visit.say("campaigns.accounts"),
            visit.say("campaigns.sends"),
            visit.say("head.created"));
    for (Campaign campaign : found.items()) {
      table =
          table.row(
              Cell.stack(
                  Cell.link(visit.here(campaign.id()), campaign.name()),
                  Cell.text(campaign.goal())),
              badge(visit, campaign),
              visit.written().count(campaign.accounts().size()),
              Cell.text(
                  visit.say(campaign.automatic() ? "campaigns.automatic" : "campaigns.byhand")),
              visit.written().time(campaign.createdAt()));
    }
    return screen.add(table.next(visit.next(found)));
  }

  static Cell badge(Visit visit, Campaign campaign) {
    Tone tone =
        switch (campaign.state()) {
          case ACTIVE -> Tone.GOOD;
          case PAUSED -> Tone.WARN;
          case CLOSED -> Tone.CALM;
        };
    return new Cell.Badge(tone, visit.words().of(campaign.state()));
  }

  private Screen fill(Visit visit) {
    Form blank = form.draw(visit, visit.here("new"), Map.of(), choices());
    return visit
        .screen("campaigns.new")
        .back(visit.say("campaigns.title"), visit.here())
        .add(blank.cancel(Action.to(visit.say("cancel"), visit.here())));
  }

  private Map<String, List<Choice>> choices() {
    List<Choice> all = accounts.all().stream().map(account -> choice(account)).toList();
    return Map.of("accounts", all, "feed", all);
  }

  private static Choice choice(Account account) {
    return new Choice(account.id().toString(), account.name() + " · " + account.connector());
  }

  private Answer create(Visit visit) {
    return visit.done("campaign.created", desk.create(form.read(visit)).id());
  }

  private Campaign found(Visit visit) {
    UUID id = visit.id("id");
    return campaigns.findCampaign(id).orElseThrow(() -> new NotFound("campaign", id));
  }

  private Screen edit(Visit visit) {
    Campaign campaign = found(visit);
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("name", campaign.name());
    values.put("goal", campaign.goal());
    values.put("language", campaign.language());
    values.put("accounts", campaign.accounts());
    values.put("feed", campaign.feed());
    values.put("mailing", campaign.mailing());
    values.put("automatic", campaign.automatic());
    Form filled = form.draw(visit, visit.here(campaign.id(), "edit"), values, choices());
    return visit
        .screen("campaigns.edit")
        .back(campaign.name(), visit.here(campaign.id()))
        .add(
            filled
                .with("version", Long.toString(campaign.version()))
                .cancel(Action.to(visit.say("cancel"), visit.here(campaign.id()))));
  }

  private Answer change(Visit visit) {
    Campaign campaign = desk.change(visit.id("id"), form.read(visit), visit.version());
    return visit.done("saved", campaign.id());
  }

  private Answer state(Visit visit, Campaign.State state) {
    Campaign campaign = found(visit);
    desk.setState(campaign.id(), state, campaign.version());
    return visit.done("campaign." + state, campaign.id());
  }

  /** What can be done with a campaign as a whole. */
  static List<Action> switches(Visit visit, Campaign campaign) {
    List<Action> actions = new ArrayList<>();
    Optional<Action> toggle =
        switch (campaign.state()) {
          case ACTIVE ->
              Optional.of(
                  Action.send(visit.say("campaigns.pause"), visit.here(campaign.id(), "pause"))
                      .because(visit.say("campaigns.pause.text")));
          case PAUSED, CLOSED ->
              Optional.of(
                  Action.send(visit.say("campaigns.resume"), visit.here(campaign.id(), "resume"))
                      .because(visit.say("campaigns.resume.text")));
        };
    toggle.ifPresent(actions::add);
    if (campaign.state() != Campaign.State.CLOSED) {
      actions.add(
          Action.send(visit.say("campaigns.close"), visit.here(campaign.id(), "close"))
              .danger()
              .because(visit.say("campaigns.close.text")));
    }
    return actions;
  }
}
