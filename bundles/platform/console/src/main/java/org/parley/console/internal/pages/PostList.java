// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.NotFound;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.Campaigns;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.Post;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Field;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Table;

/** The posts of a campaign, by state and network. */
final class PostList {
  private final Campaigns campaigns;

  PostList(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  Screen show(Visit visit) {
    UUID id = visit.id("id");
    Campaign campaign = campaigns.findCampaign(id).orElseThrow(() -> new NotFound("campaign", id));
    Narrowed narrowed = new Narrowed(visit);
    var filter =
        new Campaigns.PostFilter(
            Optional.of(id),
            visit.text("state").flatMap(text -> Choices.find(Post.State.values(), text)),
            narrowed.network());
    var found = campaigns.posts(filter, visit.page());
    Screen screen =
        visit
            .screen("posts")
            .back(campaign.name(), visit.here(id))
            .add(filter(visit, id, narrowed));
    if (found.items().isEmpty()) {
      boolean all = filter.equals(Campaigns.PostFilter.of(id));
      return screen.add(visit.empty(all ? "posts" : "filtered"));
    }
    return screen.add(table(visit, id, found.items()).next(visit.next(found, "state", "network")));
  }

  private static Piece filter(Visit visit, UUID campaign, Narrowed narrowed) {
    return new Piece.Filter(
        visit.here(campaign, "posts"),
        List.of(
            Field.of("state", Field.Kind.CHOICE, visit.say("head.state"), visit.text("state"))
                .choices(Choices.of(visit, Post.State.values()))),
        visit.say("filter.submit"),
        narrowed.kept());
  }

  private Table table(Visit visit, UUID campaign, List<Post> posts) {
    Table table =
        Table.of(
            visit.say("posts.title"),
            visit.say("head.message"),
            visit.say("head.network"),
            visit.say("head.state"),
            visit.say("posts.reason"),
            visit.say("posts.permalink"),
            visit.say("head.changed"));
    Map<UUID, String> titles = new HashMap<>();
    for (Post post : posts) {
      String title = titles.computeIfAbsent(post.message(), this::title);
      table =
          table.row(
              Cell.link(visit.here(campaign, "messages", post.message()), title),
              Cell.text(Networks.name(visit, post.connector())),
              CampaignMessages.badge(visit, post),
              Cell.text(visit.words().retell(post.reason().orElse(""))),
              post.permalink()
                  .map(at -> Cell.link(at.toString(), at.toString()))
                  .orElseGet(() -> Cell.text("")),
              visit.written().time(post.changedAt()));
    }
    return table;
  }

  private String title(UUID message) {
    return campaigns.findMessage(message).map(Message::title).orElseGet(message::toString);
  }
}
