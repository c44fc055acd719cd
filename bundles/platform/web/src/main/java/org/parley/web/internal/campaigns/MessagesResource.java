// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.campaigns;

import static java.util.Objects.requireNonNull;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.campaigns.CampaignDesk;
import org.parley.api.campaigns.Campaigns;
import org.parley.api.campaigns.Mailing;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.Post;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** Messages, and the posts that carry them. */
@Component
public final class MessagesResource implements Resource {
  record ShareInput(@Nullable UUID sharer) {}

  record TextInput(@NotBlank @Size(max = 20_000) @Nullable String text) {}

  record Detail(Message message, List<Post> posts, Optional<Mailing> mailing) {}

  private final Campaigns campaigns;
  private final CampaignDesk desk;

  @Activate
  public MessagesResource(@Reference Campaigns campaigns, @Reference CampaignDesk desk) {
    this.campaigns = campaigns;
    this.desk = desk;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of(
        "listMessages",
            call -> Answer.page(campaigns.messages(campaign(call), call.page()), item -> item),
        "getMessage", this::get,
        "publishMessage", call -> Answer.accepted(desk.publish(call.id("id", "message"))),
        "cancelMessage", call -> Answer.ok(desk.cancel(call.id("id", "message"))),
        "shareMessage", this::share,
        "listPosts", this::listPosts,
        "getPost", call -> show(post(call)),
        "rewritePost", this::rewrite,
        "withdrawPost", call -> Answer.accepted(desk.withdraw(call.id("id", "post"))),
        "retryPost", call -> Answer.accepted(desk.retry(call.id("id", "post"))));
  }

  private Answer get(Call call) {
    UUID id = call.id("id", "message");
    Message message = campaigns.findMessage(id).orElseThrow(() -> new NotFound("message", id));
    return Answer.ok(new Detail(message, campaigns.postsOf(id), campaigns.findMailingOf(id)));
  }

  private Answer share(Call call) {
    Optional<UUID> sharer = Optional.ofNullable(call.body(ShareInput.class).sharer());
    return Answer.ok(Map.of("items", desk.share(call.id("id", "message"), sharer)));
  }

  private Answer listPosts(Call call) {
    var filter =
        new Campaigns.PostFilter(
            campaign(call), call.query("state", Post.State.class), call.query("network"));
    return Answer.page(campaigns.posts(filter, call.page()), item -> item);
  }

  private Post post(Call call) {
    UUID id = call.id("id", "post");
    return campaigns.findPost(id).orElseThrow(() -> new NotFound("post", id));
  }

  private static Answer show(Post post) {
    return Answer.ok(post).version(post.version());
  }

  private Answer rewrite(Call call) {
    String text = requireNonNull(call.body(TextInput.class).text());
    Post old = post(call);
    long version = call.expect(old.version());
    return show(desk.rewrite(old.id(), text, version));
  }

  private static Optional<UUID> campaign(Call call) {
    return call.query("campaign").map(UUID::fromString);
  }
}
