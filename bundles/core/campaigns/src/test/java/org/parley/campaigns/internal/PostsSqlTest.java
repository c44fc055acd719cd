// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.campaigns.internal.World.post;
import static org.parley.campaigns.internal.World.spring;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Conflict;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.PageRequest;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.Campaigns.PostFilter;
import org.parley.api.campaigns.ChangeFailed;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.Post;
import org.parley.api.campaigns.PostChanged;
import org.parley.api.campaigns.PostFailed;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.campaigns.PostRemoved;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.campaigns.PostRewritten;
import org.parley.api.campaigns.PostWithdrawn;
import org.parley.api.connectors.Capability;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** Posts: what becomes of them at the network, by hand and with their account. */
@StoreTest(room = "campaigns")
class PostsSqlTest {
  private final World world;

  PostsSqlTest(Store store) {
    this.world = new World(store);
  }

  @TestTemplate
  void followsAPostToTheNetwork() {
    Post post = world.published().get(0);
    URI permalink = URI.create("https://network.example/1");

    world.read(
        new FollowPosts(),
        new PostPublished(
            post.id(), post.account(), "1", Optional.of(permalink), world.clock.instant()));

    Post standing = world.queries.findPost(post.id()).orElseThrow();
    assertThat(standing.state()).isEqualTo(Post.State.PUBLISHED);
    assertThat(standing.permalink()).contains(permalink);
  }

  @TestTemplate
  void changesAPostThatStands() {
    world.networks.learn(Capability.EDIT);
    Post standing = standing();

    Post changing = world.desk.rewrite(standing.id(), "Spring!", standing.version());

    assertThat(changing.state()).isEqualTo(Post.State.CHANGING);
    assertThat(changing.teaser().orElseThrow().text())
        .isEqualTo(standing.teaser().orElseThrow().text());
    PostRewritten asked = world.bus.data(PostRewritten.class).get(0);
    assertThat(asked.teaser().text()).isEqualTo("Spring!");
    assertThatThrownBy(() -> world.desk.rewrite(standing.id(), "Later", changing.version()))
        .isInstanceOf(Conflict.class);

    world.read(
        new FollowPosts(),
        new PostChanged(
            standing.id(),
            standing.account(),
            asked.revision(),
            Optional.empty(),
            world.clock.instant()));

    Post changed = world.queries.findPost(standing.id()).orElseThrow();
    assertThat(changed.state()).isEqualTo(Post.State.PUBLISHED);
    assertThat(changed.teaser().orElseThrow().text()).isEqualTo("Spring!");
    assertThat(changed.permalink()).isEqualTo(standing.permalink());
  }

  @TestTemplate
  void leavesAPostAsItStandsWhereTheNetworkDoes() {
    Post standing = standing();
    assertThatThrownBy(() -> world.desk.rewrite(standing.id(), "Spring!", standing.version()))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("it cannot be changed");
    assertThatThrownBy(() -> world.desk.withdraw(standing.id()))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("it cannot be taken back");

    world.networks.learn(Capability.EDIT);
    world.desk.rewrite(standing.id(), "Spring!", standing.version());
    UUID revision = world.bus.data(PostRewritten.class).get(0).revision();
    fails(standing, ChangeFailed.Change.EDIT, Optional.of(UUID.randomUUID()));
    fails(standing, ChangeFailed.Change.DELETE, Optional.empty());
    assertThat(world.queries.findPost(standing.id()).orElseThrow().state())
        .as("what failed was asked for before")
        .isEqualTo(Post.State.CHANGING);
    fails(standing, ChangeFailed.Change.EDIT, Optional.of(revision));

    Post unchanged = world.queries.findPost(standing.id()).orElseThrow();
    assertThat(unchanged.state()).isEqualTo(Post.State.PUBLISHED);
    assertThat(unchanged.reason()).contains("It is too old");
    assertThat(unchanged.teaser()).isEqualTo(standing.teaser());
  }

  private void fails(Post post, ChangeFailed.Change change, Optional<UUID> revision) {
    world.read(
        new FollowPosts(),
        new ChangeFailed(
            post.id(), post.account(), change, Fault.INPUT, "It is too old", revision));
  }

  @TestTemplate
  void takesAPostBackThatStands() {
    world.networks.learn(Capability.DELETE);
    Post standing = standing();

    world.desk.withdraw(standing.id());
    assertThat(world.bus.data(PostWithdrawn.class))
        .extracting(PostWithdrawn::post)
        .containsExactly(standing.id());
    var removed = new PostRemoved(standing.id(), standing.account(), world.clock.instant());
    world.read(new FollowPosts(), removed);
    world.read(
        new FollowPosts(),
        new PostFailed(standing.id(), standing.account(), Fault.REMOTE, "Came late"));

    assertThat(world.queries.findPost(standing.id()).orElseThrow().state())
        .isEqualTo(Post.State.REMOVED);
    assertThatThrownBy(() -> world.desk.withdraw(standing.id())).isInstanceOf(Conflict.class);
  }

  private Post standing() {
    Post post = world.published().get(0);
    world.clock.advance(Duration.ofSeconds(1));
    world.read(
        new FollowPosts(),
        new PostPublished(
            post.id(),
            post.account(),
            "1",
            Optional.of(URI.create("https://network.example/1")),
            world.clock.instant()));
    world.clock.advance(Duration.ofSeconds(1));
    return world.queries.findPost(post.id()).orElseThrow();
  }

  @TestTemplate
  void triesAFailedPostAgainUnderTheSameKey() {
    Post post = world.published().get(0);
    world.read(
        new FollowPosts(),
        new PostFailed(post.id(), post.account(), Fault.CREDENTIALS, "Token has expired"));
    assertThat(world.queries.findPost(post.id()).orElseThrow().reason())
        .contains("Token has expired");

    world.desk.retry(post.id());

    assertThat(world.bus.data(PostRequested.class))
        .extracting(PostRequested::post)
        .filteredOn(post.id()::equals)
        .hasSize(2);
  }

  @TestTemplate
  void givesUpThePostsOfAnAccountThatIsRemoved() {
    List<Post> posts = world.published();
    Post gone = post(posts, world.bluesky);
    world.networks.remove(world.bluesky);
    world.bus.clear();

    world.read(new FollowAccounts(world.bus), world.removed(world.bluesky, "Our page"));

    Post standing = world.queries.findPost(gone.id()).orElseThrow();
    assertThat(standing.state()).isEqualTo(Post.State.FAILED);
    assertThat(standing.reason())
        .contains("Account 'Our page' was removed before the post was published");
    assertThat(world.bus.data(PostFailed.class))
        .extracting(PostFailed::post)
        .containsExactly(gone.id());
    assertThat(world.queries.findPost(post(posts, world.sandbox).id()).orElseThrow().state())
        .isEqualTo(Post.State.REQUESTED);
    assertThatThrownBy(() -> world.desk.retry(gone.id()))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("no account any more");
  }

  @TestTemplate
  void failsAPostWhoseAccountWentWhileItWasPlanned() {
    Message message = world.desk.addMessage(world.campaign(true).id(), spring());
    world.networks.remove(world.bluesky);

    world.answerLinks();

    Post gone = post(world.queries.postsOf(message.id()), world.bluesky);
    assertThat(gone.state()).isEqualTo(Post.State.FAILED);
    assertThat(gone.fault()).contains(Fault.SETTINGS);
    assertThat(gone.reason().orElseThrow())
        .contains("Its account of 'bluesky' was removed before the post was published");
    assertThat(world.bus.data(PostRequested.class))
        .extracting(PostRequested::account)
        .containsExactly(world.sandbox);
    assertThat(world.bus.data(PostFailed.class))
        .extracting(PostFailed::post)
        .containsExactly(gone.id());
  }

  @TestTemplate
  void listsThePostsOfACampaignAStateAndANetwork() {
    Post post = post(world.published(), world.bluesky);
    world.read(new FollowPosts(), new PostFailed(post.id(), post.account(), Fault.REMOTE, "Down"));
    world.published();
    Optional<UUID> campaign = Optional.of(post.campaign());

    assertThat(list(campaign, Post.State.FAILED, "bluesky"))
        .extracting(Post::id)
        .containsExactly(post.id());
    assertThat(list(campaign, Post.State.FAILED, "sandbox-network")).isEmpty();
    assertThat(list(campaign, Post.State.REQUESTED, "bluesky")).isEmpty();
    assertThat(list(Optional.empty(), Post.State.REQUESTED, "bluesky"))
        .extracting(Post::account)
        .containsExactly(world.bluesky);
    assertThat(world.queries.posts(PostFilter.of(post.campaign()), PageRequest.first(5)).items())
        .extracting(Post::account)
        .containsExactlyInAnyOrder(world.bluesky, world.sandbox);
  }

  private List<Post> list(Optional<UUID> campaign, Post.State state, String network) {
    var filter = new PostFilter(campaign, Optional.of(state), Optional.of(network));
    return world.queries.posts(filter, PageRequest.first(5)).items();
  }

  @TestTemplate
  void refusesARewriteThatTheNetworkWouldRefuse() {
    Message message = world.desk.addMessage(world.campaign(false).id(), spring());
    world.answerLinks();
    Post read = world.queries.postsOf(message.id()).get(0);
    UUID post = read.id();

    assertThatThrownBy(() -> world.desk.rewrite(post, "x".repeat(100), read.version()))
        .isInstanceOf(InvalidInput.class);
    world.clock.advance(Duration.ofSeconds(1));
    Post written = world.desk.rewrite(post, "Spring!", read.version());
    assertThat(written.teaser().orElseThrow().text()).isEqualTo("Spring!");
    assertThatThrownBy(() -> world.desk.rewrite(post, "Lost", read.version()))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("has changed since it was read");
    assertThat(world.queries.findPost(post)).contains(written);
  }

  @TestTemplate
  void triesNoFailedPostOfAPausedCampaign() {
    Campaign campaign = world.campaign(true);
    Message message = world.desk.addMessage(campaign.id(), spring());
    world.answerLinks();
    Post post = world.queries.postsOf(message.id()).get(0);
    world.read(new FollowPosts(), new PostFailed(post.id(), post.account(), Fault.REMOTE, "Down"));
    world.desk.setState(campaign.id(), Campaign.State.PAUSED, campaign.version());

    assertThatThrownBy(() -> world.desk.retry(post.id()))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("is paused");
  }
}
