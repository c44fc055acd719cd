// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.campaigns.internal.World.TARGET;
import static org.parley.campaigns.internal.World.shortUrl;
import static org.parley.campaigns.internal.World.spring;
import static org.parley.campaigns.internal.World.text;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Conflict;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.PageRequest;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.Mailing;
import org.parley.api.campaigns.MailingRequested;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.NewCampaign;
import org.parley.api.campaigns.NewMessage;
import org.parley.api.campaigns.Post;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.content.ItemReceived;
import org.parley.api.links.LinkRefused;
import org.parley.api.links.LinkRequested;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** Campaigns and their messages on the way from the draft to what goes out. */
@StoreTest(room = "campaigns")
class CampaignJourneySqlTest {
  private final World world;

  CampaignJourneySqlTest(Store store) {
    this.world = new World(store);
  }

  @TestTemplate
  void draftsATeaserForEachAccountOnceItsLinkIsThere() {
    Message message = world.desk.addMessage(world.campaign(false).id(), spring());

    world.answerLinks();

    List<Post> posts = world.queries.postsOf(message.id());
    assertThat(posts).extracting(Post::state).containsOnly(Post.State.DRAFTED);
    assertThat(text(posts, world.sandbox)).endsWith(shortUrl(posts, world.sandbox));
    assertThat(text(posts, world.bluesky)).doesNotContain("https://");
    assertThat(world.bus.data(PostRequested.class)).isEmpty();
  }

  @TestTemplate
  void givesEachPostAndMailingALinkOfItsOwnThatKnowsItsOrigin() {
    world.desk.addMessage(world.campaign(false).id(), spring());

    List<LinkRequested> requests = world.bus.data(LinkRequested.class);
    assertThat(requests).extracting(LinkRequested::link).doesNotHaveDuplicates();
    assertThat(requests)
        .extracting(request -> request.origin().network().orElseThrow())
        .containsExactly("bluesky", "sandbox-network", "email");
  }

  @TestTemplate
  void letsAMessageGoOutWhenAPersonPublishesIt() {
    Message message = world.desk.addMessage(world.campaign(false).id(), spring());
    world.answerLinks();

    world.desk.publish(message.id());

    assertThat(world.bus.data(PostRequested.class))
        .extracting(PostRequested::account)
        .containsExactlyInAnyOrder(world.bluesky, world.sandbox);
    assertThat(world.bus.data(MailingRequested.class)).hasSize(1);
  }

  @TestTemplate
  void asksNoSecondTimeWhenPublishedTwice() {
    Message message = world.desk.addMessage(world.campaign(false).id(), spring());
    world.answerLinks();

    world.desk.publish(message.id());
    world.desk.publish(message.id());

    assertThat(world.bus.data(PostRequested.class)).hasSize(2);
  }

  @TestTemplate
  void letsAPostGoOutThatIsDraftedWhileItsMessageIsPublished() throws Exception {
    Message message = world.desk.addMessage(world.toOneAccount(false).id(), spring());

    Future<?> published = draftAndMeanwhile(() -> world.desk.publish(message.id()));

    published.get();
    assertThat(world.queries.postsOf(message.id()))
        .extracting(Post::state)
        .containsOnly(Post.State.REQUESTED);
  }

  @TestTemplate
  void letsAPostGoOutThatIsDraftedWhileItsCampaignGoesOn() throws Exception {
    Campaign campaign = world.toOneAccount(true);
    Campaign paused = world.desk.setState(campaign.id(), Campaign.State.PAUSED, campaign.version());
    Message message = world.desk.addMessage(campaign.id(), spring());

    Future<?> resumed =
        draftAndMeanwhile(
            () -> world.desk.setState(campaign.id(), Campaign.State.ACTIVE, paused.version()));

    resumed.get();
    assertThat(world.queries.postsOf(message.id()))
        .extracting(Post::state)
        .containsOnly(Post.State.REQUESTED);
  }

  @TestTemplate
  void makesOneMessageOfAFeedItemThatComesTwice() {
    world.campaign(true);
    var item =
        new ItemReceived(
            world.feed,
            "guid-1",
            TARGET,
            "Spring",
            "Is here",
            Optional.empty(),
            world.clock.instant());

    world.read(
        new DraftFromItems(new PlanMessage(world.bus, world.networks, world.clock), world.clock),
        item);
    world.read(
        new DraftFromItems(new PlanMessage(world.bus, world.networks, world.clock), world.clock),
        item);
    world.answerLinks();

    assertThat(world.queries.messages(Optional.empty(), PageRequest.first(10)).items()).hasSize(1);
    assertThat(world.bus.data(PostRequested.class)).hasSize(2);
  }

  @TestTemplate
  void holdsWhatAPausedCampaignHasNotSentAndLetsItGoOnLater() {
    Campaign campaign = world.campaign(true);
    Campaign paused = world.desk.setState(campaign.id(), Campaign.State.PAUSED, campaign.version());
    world.desk.addMessage(campaign.id(), spring());
    world.answerLinks();
    assertThat(world.bus.data(PostRequested.class)).isEmpty();

    world.desk.setState(campaign.id(), Campaign.State.ACTIVE, paused.version());

    assertThat(world.bus.data(PostRequested.class)).hasSize(2);
  }

  @TestTemplate
  void refusesAChangeThatSomebodyElseHasOvertaken() {
    Campaign campaign = world.campaign(false);
    world.desk.change(campaign.id(), world.input("Renamed", false), campaign.version());

    assertThatThrownBy(
            () -> world.desk.change(campaign.id(), world.input("Lost", false), campaign.version()))
        .isInstanceOf(Conflict.class);
  }

  @TestTemplate
  void namesEveryBadAccount() {
    var input =
        new NewCampaign(
            "Bad",
            null,
            null,
            List.of(UUID.randomUUID(), world.feed),
            UUID.randomUUID(),
            null,
            null);

    assertThatThrownBy(() -> world.desk.create(input))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused ->
                assertThat(refused.violations())
                    .extracting("path")
                    .containsExactly("accounts[0]", "accounts[1]", "feed"));
  }

  @TestTemplate
  void leadsWhereALinkMayLead() {
    UUID campaign = world.campaign(false).id();
    var bad =
        new NewMessage(
            "Bad",
            null,
            URI.create("https://ada:secret@example.org/"),
            URI.create("https://example.org:99999/"),
            null);
    var odd = new NewMessage("Odd", null, URI.create("HTTPS://müller.de/ä"), null, null);

    assertThatThrownBy(() -> world.desk.addMessage(campaign, bad))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused ->
                assertThat(refused.violations())
                    .extracting("path")
                    .containsExactly("target", "image"));
    assertThat(world.desk.addMessage(campaign, odd).target())
        .hasToString("https://xn--mller-kva.de/%C3%A4");
  }

  @TestTemplate
  void refusesToLeadToAShortLinkOfTheHubsOwn() {
    UUID campaign = world.campaign(true).id();
    var loop =
        new NewMessage(
            "Loop",
            null,
            URI.create("https://go.example/spring"),
            URI.create("ftp://shop.example/spring.png"),
            null);

    assertThatThrownBy(() -> world.desk.addMessage(campaign, loop))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused -> {
              assertThat(refused.violations())
                  .extracting("path")
                  .containsExactly("target", "image");
              assertThat(refused).hasMessageContaining("itself a short link");
            });
    assertThat(world.rows("campaigns_message")).isZero();
    assertThat(world.bus.data(LinkRequested.class)).isEmpty();
  }

  @TestTemplate
  void failsWhatIsToLeadWhereNoLinkMayLead() {
    Message message = world.desk.addMessage(world.campaign(true).id(), spring());
    AttachLinks attach = world.attach();
    for (LinkRequested asked : world.bus.data(LinkRequested.class)) {
      world.read(
          attach, new LinkRefused(asked.link(), "It is itself a short link", asked.origin()));
    }

    List<Post> posts = world.queries.postsOf(message.id());
    assertThat(posts).extracting(Post::state).containsOnly(Post.State.FAILED);
    assertThat(posts.get(0).reason()).contains("It is itself a short link");
    assertThat(posts.get(0).fault()).contains(Fault.INPUT);
    Mailing mailing = world.queries.findMailingOf(message.id()).orElseThrow();
    assertThat(mailing.state()).isEqualTo(Mailing.State.FAILED);
    assertThat(mailing.reason()).contains("It is itself a short link");
    assertThatThrownBy(() -> world.desk.retry(posts.get(0).id())).isInstanceOf(Conflict.class);
  }

  /**
   * Drafts what waits for its links; in the midst of it another thread does something that ends at
   * once, or waits until the drafting is over.
   */
  private Future<?> draftAndMeanwhile(Runnable work) {
    FutureTask<?> meanwhile = new FutureTask<>(work, null);
    world.networks.whenAskedNext(
        () -> {
          new Thread(meanwhile).start();
          awaitBriefly(meanwhile);
        });
    world.answerLinks();
    return meanwhile;
  }

  private static void awaitBriefly(Future<?> work) {
    try {
      work.get(300, TimeUnit.MILLISECONDS);
    } catch (TimeoutException waits) {
      // it waits for the lock that the drafting holds, as it should
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
