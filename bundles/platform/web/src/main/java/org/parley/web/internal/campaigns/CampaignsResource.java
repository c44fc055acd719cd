// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.campaigns;

import static java.util.Objects.requireNonNull;

import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.CampaignDesk;
import org.parley.api.campaigns.Campaigns;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.NewCampaign;
import org.parley.api.campaigns.NewMessage;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** Campaigns and the messages that are added to them. */
@Component
public final class CampaignsResource implements Resource {
  record StateInput(@NotNull Campaign.@Nullable State state) {}

  private final Campaigns campaigns;
  private final CampaignDesk desk;

  @Activate
  public CampaignsResource(@Reference Campaigns campaigns, @Reference CampaignDesk desk) {
    this.campaigns = campaigns;
    this.desk = desk;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of(
        "listCampaigns", call -> Answer.page(campaigns.campaigns(call.page()), item -> item),
        "createCampaign", this::create,
        "getCampaign", call -> show(get(call)),
        "changeCampaign", this::change,
        "setCampaignState", this::setState,
        "addMessage", this::addMessage);
  }

  private Answer create(Call call) {
    Campaign campaign = desk.create(call.body(NewCampaign.class));
    return Answer.created("campaigns/" + campaign.id(), campaign).version(campaign.version());
  }

  private Answer change(Call call) {
    Campaign old = get(call);
    long version = call.expect(old.version());
    return show(desk.change(old.id(), call.body(NewCampaign.class), version));
  }

  private Answer setState(Call call) {
    Campaign old = get(call);
    long version = call.expect(old.version());
    Campaign.State state = requireNonNull(call.body(StateInput.class).state());
    return show(desk.setState(old.id(), state, version));
  }

  private Answer addMessage(Call call) {
    UUID campaign = call.id("id", "campaign");
    Message message = desk.addMessage(campaign, call.body(NewMessage.class));
    return Answer.created("messages/" + message.id(), message);
  }

  private Campaign get(Call call) {
    UUID id = call.id("id", "campaign");
    return campaigns.findCampaign(id).orElseThrow(() -> new NotFound("campaign", id));
  }

  private static Answer show(Campaign campaign) {
    return Answer.ok(campaign).version(campaign.version());
  }
}
