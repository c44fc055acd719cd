// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Conflict;
import org.parley.api.Fault;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.PageRequest;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.RecordData;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.CampaignDesk.ShareLink;
import org.parley.api.campaigns.Mailing;
import org.parley.api.campaigns.MailingRequested;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.NewCampaign;
import org.parley.api.campaigns.NewMessage;
import org.parley.api.campaigns.Post;
import org.parley.api.campaigns.PostFailed;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.content.ItemReceived;
import org.parley.api.links.LinkChanged;
import org.parley.api.links.LinkCreated;
import org.parley.api.links.LinkRefused;
import org.parley.api.links.LinkRequested;
import org.parley.api.links.LinkRetired;
import org.parley.api.mail.MailFailed;
import org.parley.api.mail.MailRequested;
import org.parley.api.mail.MailSent;
import org.parley.api.mail.MailUnclear;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.PreferencePage;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileErased;
import org.parley.api.profiles.Profiles;
import org.parley.api.security.ActionTaken;
import org.parley.api.security.Caller;
import org.parley.api.store.Store;
import org.parley.api.web.PageAnswer;
import org.parley.api.web.PageVisit;
import org.parley.testkit.FakeClock;
import org.parley.testkit.RecordingBus;
import org.parley.testkit.StoreTest;

@StoreTest(room = "campaigns")
class CampaignJourneySqlTest {
  private static final URI TARGET = URI.create("https://shop.example/spring");

  private final RecordingBus bus = new RecordingBus();
  private final FakeNetworks networks = new FakeNetworks();
  private final FakeClock clock = FakeClock.at("2026-03-01T09:00:00Z");
  private final Audience audience = new Audience();

  private Store store;
  private MarketerDesk desk;
  private CampaignQueries queries;
  private UUID bluesky;
  private UUID sandbox;
  private UUID feed;

  @BeforeEach
  void open(Store opened) {
    store = opened;
    desk = new MarketerDesk(store, bus, networks, networks, clock);
    queries = new CampaignQueries(store);
    bluesky = networks.connect("bluesky", 60, true);
    sandbox = networks.connect("sandbox-network", 80, false);
    feed = networks.connectFeed();
  }

  @TestTemplate
  void draftsATeaserForEachAccountOnceItsLinkIsThere(Store ignored) {
    Message message = desk.addMessage(campaign(false).id(), spring());

    answerLinks();

    List<Post> posts = queries.postsOf(message.id());
    assertThat(posts).extracting(Post::state).containsOnly(Post.State.DRAFTED);
    assertThat(text(posts, sandbox)).endsWith(shortUrl(posts, sandbox));
    assertThat(text(posts, bluesky)).doesNotContain("https://");
    assertThat(bus.data(PostRequested.class)).isEmpty();
  }

  @TestTemplate
  void givesEachPostAndMailingALinkOfItsOwnThatKnowsItsOrigin(Store ignored) {
    desk.addMessage(campaign(false).id(), spring());

    List<LinkRequested> requests = bus.data(LinkRequested.class);
    assertThat(requests).extracting(LinkRequested::link).doesNotHaveDuplicates();
    assertThat(requests)
        .extracting(request -> request.origin().network().orElseThrow())
        .containsExactly("bluesky", "sandbox-network", "email");
  }

  @TestTemplate
  void letsAMessageGoOutWhenAPersonPublishesIt(Store ignored) {
    Message message = desk.addMessage(campaign(false).id(), spring());
    answerLinks();

    desk.publish(message.id());

    assertThat(bus.data(PostRequested.class))
        .extracting(PostRequested::account)
        .containsExactlyInAnyOrder(bluesky, sandbox);
    assertThat(bus.data(MailingRequested.class)).hasSize(1);
  }

  @TestTemplate
  void asksNoSecondTimeWhenPublishedTwice(Store ignored) {
    Message message = desk.addMessage(campaign(false).id(), spring());
    answerLinks();

    desk.publish(message.id());
    desk.publish(message.id());

    assertThat(bus.data(PostRequested.class)).hasSize(2);
  }

  @TestTemplate
  void letsAPostGoOutThatIsDraftedWhileItsMessageIsPublished(Store ignored) throws Exception {
    Message message = desk.addMessage(toOneAccount(false).id(), spring());

    Future<?> published = draftAndMeanwhile(() -> desk.publish(message.id()));

    published.get();
    assertThat(queries.postsOf(message.id()))
        .extracting(Post::state)
        .containsOnly(Post.State.REQUESTED);
  }

  @TestTemplate
  void letsAPostGoOutThatIsDraftedWhileItsCampaignGoesOn(Store ignored) throws Exception {
    Campaign campaign = toOneAccount(true);
    Campaign paused = desk.setState(campaign.id(), Campaign.State.PAUSED, campaign.version());
    Message message = desk.addMessage(campaign.id(), spring());

    Future<?> resumed =
        draftAndMeanwhile(
            () -> desk.setState(campaign.id(), Campaign.State.ACTIVE, paused.version()));

    resumed.get();
    assertThat(queries.postsOf(message.id()))
        .extracting(Post::state)
        .containsOnly(Post.State.REQUESTED);
  }

  @TestTemplate
  void makesOneMessageOfAFeedItemThatComesTwice(Store ignored) {
    campaign(true);
    var item =
        new ItemReceived(
            feed, "guid-1", TARGET, "Spring", "Is here", Optional.empty(), clock.instant());

    read(new DraftFromItems(new PlanMessage(bus, networks, clock), clock), item);
    read(new DraftFromItems(new PlanMessage(bus, networks, clock), clock), item);
    answerLinks();

    assertThat(queries.messages(Optional.empty(), PageRequest.first(10)).items()).hasSize(1);
    assertThat(bus.data(PostRequested.class)).hasSize(2);
  }

  @TestTemplate
  void holdsWhatAPausedCampaignHasNotSentAndLetsItGoOnLater(Store ignored) {
    Campaign campaign = campaign(true);
    Campaign paused = desk.setState(campaign.id(), Campaign.State.PAUSED, campaign.version());
    desk.addMessage(campaign.id(), spring());
    answerLinks();
    assertThat(bus.data(PostRequested.class)).isEmpty();

    desk.setState(campaign.id(), Campaign.State.ACTIVE, paused.version());

    assertThat(bus.data(PostRequested.class)).hasSize(2);
  }

  @TestTemplate
  void followsAPostToTheNetwork(Store ignored) {
    Post post = published().get(0);
    URI permalink = URI.create("https://network.example/1");

    read(
        new FollowPosts(),
        new PostPublished(post.id(), post.account(), "1", Optional.of(permalink), clock.instant()));

    Post standing = queries.findPost(post.id()).orElseThrow();
    assertThat(standing.state()).isEqualTo(Post.State.PUBLISHED);
    assertThat(standing.permalink()).contains(permalink);
  }

  @TestTemplate
  void triesAFailedPostAgainUnderTheSameKey(Store ignored) {
    Post post = published().get(0);
    read(
        new FollowPosts(),
        new PostFailed(post.id(), post.account(), Fault.CREDENTIALS, "Token has expired"));
    assertThat(queries.findPost(post.id()).orElseThrow().reason()).contains("Token has expired");

    desk.retry(post.id());

    assertThat(bus.data(PostRequested.class))
        .extracting(PostRequested::post)
        .filteredOn(post.id()::equals)
        .hasSize(2);
  }

  @TestTemplate
  void givesUpThePostsOfAnAccountThatIsRemoved(Store ignored) {
    List<Post> posts = published();
    Post gone = post(posts, bluesky);
    networks.remove(bluesky);
    bus.clear();

    read(new FollowAccounts(bus), removed(bluesky, "Our page"));

    Post standing = queries.findPost(gone.id()).orElseThrow();
    assertThat(standing.state()).isEqualTo(Post.State.FAILED);
    assertThat(standing.reason())
        .contains("Account 'Our page' was removed before the post was published");
    assertThat(bus.data(PostFailed.class)).extracting(PostFailed::post).containsExactly(gone.id());
    assertThat(queries.findPost(post(posts, sandbox).id()).orElseThrow().state())
        .isEqualTo(Post.State.REQUESTED);
    assertThatThrownBy(() -> desk.retry(gone.id()))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("no account any more");
  }

  private ActionTaken removed(UUID account, String name) {
    UUID ada = UUID.randomUUID();
    return new ActionTaken(
        UUID.randomUUID(),
        ada,
        Caller.Kind.USER,
        "Ada",
        "account.removed",
        account.toString(),
        name,
        clock.instant());
  }

  @TestTemplate
  void refusesARewriteThatTheNetworkWouldRefuse(Store ignored) {
    Message message = desk.addMessage(campaign(false).id(), spring());
    answerLinks();
    Post read = queries.postsOf(message.id()).get(0);
    UUID post = read.id();

    assertThatThrownBy(() -> desk.rewrite(post, "x".repeat(100), read.version()))
        .isInstanceOf(InvalidInput.class);
    clock.advance(Duration.ofSeconds(1));
    Post written = desk.rewrite(post, "Spring!", read.version());
    assertThat(written.teaser().orElseThrow().text()).isEqualTo("Spring!");
    assertThatThrownBy(() -> desk.rewrite(post, "Lost", read.version()))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("has changed since it was read");
    assertThat(queries.findPost(post)).contains(written);
  }

  @TestTemplate
  void refusesAChangeThatSomebodyElseHasOvertaken(Store ignored) {
    Campaign campaign = campaign(false);
    desk.change(campaign.id(), input("Renamed", false), campaign.version());

    assertThatThrownBy(() -> desk.change(campaign.id(), input("Lost", false), campaign.version()))
        .isInstanceOf(Conflict.class);
  }

  @TestTemplate
  void namesEveryBadAccount(Store ignored) {
    var input =
        new NewCampaign(
            "Bad", null, null, List.of(UUID.randomUUID(), feed), UUID.randomUUID(), null, null);

    assertThatThrownBy(() -> desk.create(input))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused ->
                assertThat(refused.violations())
                    .extracting("path")
                    .containsExactly("accounts[0]", "accounts[1]", "feed"));
  }

  @TestTemplate
  void leadsWhereALinkMayLead(Store ignored) {
    UUID campaign = campaign(false).id();
    var bad =
        new NewMessage(
            "Bad",
            null,
            URI.create("https://ada:secret@example.org/"),
            URI.create("https://example.org:99999/"),
            null);
    var odd = new NewMessage("Odd", null, URI.create("HTTPS://müller.de/ä"), null, null);

    assertThatThrownBy(() -> desk.addMessage(campaign, bad))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused ->
                assertThat(refused.violations())
                    .extracting("path")
                    .containsExactly("target", "image"));
    assertThat(desk.addMessage(campaign, odd).target())
        .hasToString("https://xn--mller-kva.de/%C3%A4");
  }

  @TestTemplate
  void writesOneMailToEachConsentingReaderHoweverOftenItIsAsked(Store ignored) {
    audience.people(150);
    Message message = desk.addMessage(campaign(false).id(), spring());
    answerLinks();
    desk.publish(message.id());

    var send = new SendMailings(bus, audience, audience, clock);
    MailingRequested first = bus.data(MailingRequested.class).get(0);
    read(send, first);
    read(send, first);
    read(send, bus.data(MailingRequested.class).get(1));

    List<MailRequested> mails = bus.data(MailRequested.class);
    assertThat(mails).extracting(MailRequested::address).hasSize(150).doesNotHaveDuplicates();
    assertThat(mails.get(0).text()).contains("https://go.example/").contains("Spring is here");
    assertThat(mails.get(0).unsubscribe()).isPresent();
    assertThat(mails.get(0).purpose()).contains("newsletter");
    Mailing mailing = queries.findMailingOf(message.id()).orElseThrow();
    assertThat(mailing.state()).isEqualTo(Mailing.State.REQUESTED);
    assertThat(mailing.requested()).isEqualTo(150);
  }

  @TestTemplate
  void writesOneMailToAnAddressThatSeveralReadersShare(Store ignored) {
    audience.sharingAnAddress(3);
    Message message = desk.addMessage(campaign(true).id(), spring());
    answerLinks();

    read(new SendMailings(bus, audience, audience, clock), bus.data(MailingRequested.class).get(0));

    assertThat(bus.data(MailRequested.class)).hasSize(1);
    assertThat(queries.findMailingOf(message.id()).orElseThrow().requested()).isEqualTo(1);
  }

  @TestTemplate
  void forgetsWhoWasWrittenToAndWhoShared(Store ignored) {
    audience.people(2);
    Message message = desk.addMessage(campaign(true).id(), spring());
    answerLinks();
    read(new SendMailings(bus, audience, audience, clock), bus.data(MailingRequested.class).get(0));
    UUID ada = bus.data(MailRequested.class).get(0).profile().orElseThrow();
    desk.share(message.id(), Optional.of(ada));

    read(new ForgetPeople(), new ProfileErased(UUID.randomUUID(), List.of(ada)));

    assertThat(rows("campaigns_share")).isZero();
    assertThat(rows("campaigns_mail WHERE profile IS NULL AND address_hash IS NULL")).isEqualTo(1);
    assertThat(queries.findMailingOf(message.id()).orElseThrow().requested()).isEqualTo(2);
  }

  private long rows(String table) {
    return store.read(
        tx ->
            tx.sql("SELECT COUNT(*) AS amount FROM " + table)
                .first(row -> row.number("amount"))
                .orElseThrow());
  }

  @TestTemplate
  void stopsAMailingWithItsCampaignAndGoesOnWhereItStopped(Store ignored) {
    audience.people(150);
    Campaign campaign = campaign(true);
    Message message = desk.addMessage(campaign.id(), spring());
    answerLinks();
    var send = new SendMailings(bus, audience, audience, clock);
    read(send, bus.data(MailingRequested.class).get(0));

    Campaign paused = desk.setState(campaign.id(), Campaign.State.PAUSED, campaign.version());
    read(send, bus.data(MailingRequested.class).get(1));
    assertThat(bus.data(MailRequested.class)).hasSize(100);

    desk.setState(campaign.id(), Campaign.State.ACTIVE, paused.version());
    read(send, bus.data(MailingRequested.class).get(2));
    assertThat(bus.data(MailRequested.class)).hasSize(150);
    assertThat(queries.findMailingOf(message.id()).orElseThrow().state())
        .isEqualTo(Mailing.State.REQUESTED);
  }

  @TestTemplate
  void failsWhatIsToLeadWhereNoLinkMayLead(Store ignored) {
    Message message = desk.addMessage(campaign(true).id(), spring());
    AttachLinks attach = attach();
    for (LinkRequested asked : bus.data(LinkRequested.class)) {
      read(attach, new LinkRefused(asked.link(), "It is itself a short link", asked.origin()));
    }

    List<Post> posts = queries.postsOf(message.id());
    assertThat(posts).extracting(Post::state).containsOnly(Post.State.FAILED);
    assertThat(posts.get(0).reason()).contains("It is itself a short link");
    assertThat(posts.get(0).fault()).contains(Fault.INPUT);
    Mailing mailing = queries.findMailingOf(message.id()).orElseThrow();
    assertThat(mailing.state()).isEqualTo(Mailing.State.FAILED);
    assertThat(mailing.reason()).contains("It is itself a short link");
    assertThatThrownBy(() -> desk.retry(posts.get(0).id())).isInstanceOf(Conflict.class);
  }

  @TestTemplate
  void triesNoFailedPostOfAPausedCampaign(Store ignored) {
    Campaign campaign = campaign(true);
    Message message = desk.addMessage(campaign.id(), spring());
    answerLinks();
    Post post = queries.postsOf(message.id()).get(0);
    read(new FollowPosts(), new PostFailed(post.id(), post.account(), Fault.REMOTE, "Down"));
    desk.setState(campaign.id(), Campaign.State.PAUSED, campaign.version());

    assertThatThrownBy(() -> desk.retry(post.id()))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("is paused");
  }

  @TestTemplate
  void countsMailsThatTheGatewayHasTaken(Store ignored) {
    audience.people(1);
    Message message = desk.addMessage(campaign(false).id(), spring());
    answerLinks();
    desk.publish(message.id());
    read(new SendMailings(bus, audience, audience, clock), bus.data(MailingRequested.class).get(0));
    MailRequested mail = bus.data(MailRequested.class).get(0);

    read(new FollowMails(), new MailSent(mail.mail(), mail.mailing(), "m-1", clock.instant()));

    assertThat(queries.findMailingOf(message.id()).orElseThrow().sent()).isEqualTo(1);
  }

  @TestTemplate
  void countsMailsThatMayHaveBeenSentForThemselves(Store ignored) {
    audience.people(3);
    Message message = desk.addMessage(campaign(false).id(), spring());
    answerLinks();
    desk.publish(message.id());
    read(new SendMailings(bus, audience, audience, clock), bus.data(MailingRequested.class).get(0));
    List<MailRequested> mails = bus.data(MailRequested.class);

    for (MailRequested mail : mails.subList(0, 2)) {
      read(
          new FollowMails(),
          new MailUnclear(mail.mail(), mail.mailing(), "May or may not", clock.instant()));
    }
    Mailing unclear = queries.findMailingOf(message.id()).orElseThrow();
    assertThat(unclear.unclear()).isEqualTo(2);
    assertThat(unclear.failed()).isZero();

    MailRequested again = mails.get(0);
    read(new FollowMails(), new MailSent(again.mail(), again.mailing(), "m-1", clock.instant()));
    Mailing replayed = queries.findMailingOf(message.id()).orElseThrow();
    assertThat(replayed.unclear()).isEqualTo(1);
    assertThat(replayed.sent()).isEqualTo(1);
    assertThat(replayed.requested()).isEqualTo(3);
  }

  @TestTemplate
  void failsAMailingOfWhichNoMailGotThrough(Store ignored) {
    audience.people(2);
    Message message = desk.addMessage(campaign(false).id(), spring());
    answerLinks();
    desk.publish(message.id());
    read(new SendMailings(bus, audience, audience, clock), bus.data(MailingRequested.class).get(0));
    List<MailRequested> mails = bus.data(MailRequested.class);

    fail(mails.get(0));
    assertThat(queries.findMailingOf(message.id()).orElseThrow().state())
        .isEqualTo(Mailing.State.REQUESTED);
    fail(mails.get(1));

    Mailing failed = queries.findMailingOf(message.id()).orElseThrow();
    assertThat(failed.state()).isEqualTo(Mailing.State.FAILED);
    assertThat(failed.reason()).contains("The gateway refuses the sender");

    MailRequested again = mails.get(0);
    read(new FollowMails(), new MailSent(again.mail(), again.mailing(), "m-1", clock.instant()));
    Mailing replayed = queries.findMailingOf(message.id()).orElseThrow();
    assertThat(replayed.state()).isEqualTo(Mailing.State.REQUESTED);
    assertThat(replayed.reason()).isEmpty();
  }

  private void fail(MailRequested mail) {
    String reason = "The gateway refuses the sender";
    read(new FollowMails(), new MailFailed(mail.mail(), mail.mailing(), reason, clock.instant()));
  }

  @TestTemplate
  void mintsShareLinksOnceForEachReader(Store ignored) {
    Message message = desk.addMessage(campaign(false).id(), spring());
    UUID reader = UUID.randomUUID();

    assertThat(desk.share(message.id(), Optional.of(reader))).isEmpty();
    answerLinks();
    List<ShareLink> links = desk.share(message.id(), Optional.of(reader));

    assertThat(links).hasSize(ShareTarget.values().length);
    assertThat(links).extracting(ShareLink::shortUrl).doesNotHaveDuplicates();
    assertThat(bus.data(LinkRequested.class))
        .filteredOn(link -> link.origin().sharer().equals(Optional.of(reader)))
        .hasSize(links.size());
  }

  @TestTemplate
  void letsEachReaderPassAMailOnAsABranchOfTheirOwn(Store ignored) {
    audience.people(2);
    Message message = desk.addMessage(campaign(false).id(), spring());
    answerLinks();
    desk.publish(message.id());
    read(new SendMailings(bus, audience, audience, clock), bus.data(MailingRequested.class).get(0));
    SharePage page = new SharePage(store, bus, clock);
    MailRequested mail = bus.data(MailRequested.class).get(1);
    assertThat(mail.text()).contains("/s/" + mail.mail());

    assertThat(shown(page, mail.mail().toString()))
        .contains("Spring is here", "/s/" + mail.mail() + "/bluesky")
        .doesNotContain("<script");
    assertThat(shown(page, mail.mail() + "/bluesky")).contains("http-equiv=\"refresh\"");
    answerLinks();

    assertThat(page.answer(visit(mail.mail() + "/bluesky")))
        .isInstanceOfSatisfying(
            PageAnswer.SeeOther.class,
            there ->
                assertThat(there.target().toString())
                    .startsWith("https://bsky.app/intent/compose?text=Spring%20is%20here")
                    .contains("https%3A%2F%2Fgo.example%2F"));
    assertThat(bus.data(LinkRequested.class))
        .filteredOn(link -> link.origin().sharer().isPresent())
        .singleElement()
        .satisfies(link -> assertThat(link.origin().sharer()).isEqualTo(mail.profile()));
  }

  @TestTemplate
  void saysThatAShareLinkWasTakenBackInsteadOfAskingForEver(Store ignored) {
    audience.people(1);
    Message message = desk.addMessage(campaign(false).id(), spring());
    answerLinks();
    desk.publish(message.id());
    read(new SendMailings(bus, audience, audience, clock), bus.data(MailingRequested.class).get(0));
    SharePage page = new SharePage(store, bus, clock);
    String path = bus.data(MailRequested.class).get(0).mail() + "/bluesky";
    page.answer(visit(path));
    LinkRequested asked =
        bus.data(LinkRequested.class).stream()
            .filter(link -> link.origin().sharer().isPresent())
            .findFirst()
            .orElseThrow();

    read(attach(), new LinkRefused(asked.link(), "is itself a short link", asked.origin()));
    assertTakenBack(page.answer(visit(path)));

    answerLinks();
    read(attach(), new LinkRetired(asked.link(), "slug", 2));
    assertTakenBack(page.answer(visit(path)));

    read(
        attach(),
        new LinkChanged(asked.link(), "slug", TARGET, Optional.empty(), Optional.empty(), 3));
    assertThat(page.answer(visit(path))).isInstanceOf(PageAnswer.SeeOther.class);
  }

  private static void assertTakenBack(PageAnswer answer) {
    PageAnswer.Html shown = (PageAnswer.Html) answer;
    assertThat(shown.status()).isEqualTo(410);
    assertThat(shown.html()).contains("taken back").doesNotContain("http-equiv");
  }

  @TestTemplate
  void passesNothingOnThatWasNotSent(Store ignored) {
    SharePage page = new SharePage(store, bus, clock);

    for (String path : List.of("", "x", UUID.randomUUID().toString(), UUID.randomUUID() + "/x")) {
      assertThat(page.answer(visit(path))).isInstanceOf(PageAnswer.Unknown.class);
    }
    assertThat(bus.records()).isEmpty();
  }

  private static String shown(SharePage page, String path) {
    return ((PageAnswer.Html) page.answer(visit(path))).html();
  }

  private static PageVisit visit(String path) {
    return new PageVisit(
        PageVisit.Method.GET,
        path,
        Map.of(),
        Map.of(),
        Map.of(),
        "192.0.2.1",
        Optional.empty(),
        URI.create("https://hub.example"),
        "nonce",
        Instant.parse("2026-03-01T09:00:00Z"));
  }

  @TestTemplate
  void keepsScriptsInAMessageInert(Store ignored) {
    audience.people(1);
    var input = new NewMessage("<script>alert(1)</script>", "\"><img src=x>", TARGET, null, null);
    Message message = desk.addMessage(campaign(false).id(), input);
    answerLinks();
    desk.publish(message.id());
    read(new SendMailings(bus, audience, audience, clock), bus.data(MailingRequested.class).get(0));

    String html = bus.data(MailRequested.class).get(0).html().orElseThrow();
    assertThat(html).doesNotContain("<script>").doesNotContain("<img");
  }

  /**
   * Drafts what waits for its links; in the midst of it another thread does something that ends at
   * once, or waits until the drafting is over.
   */
  private Future<?> draftAndMeanwhile(Runnable work) {
    FutureTask<?> meanwhile = new FutureTask<>(work, null);
    networks.whenAskedNext(
        () -> {
          new Thread(meanwhile).start();
          awaitBriefly(meanwhile);
        });
    answerLinks();
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

  private List<Post> published() {
    Message message = desk.addMessage(campaign(true).id(), spring());
    answerLinks();
    return queries.postsOf(message.id());
  }

  private Campaign campaign(boolean automatic) {
    return desk.create(input("Spring", automatic));
  }

  private Campaign toOneAccount(boolean automatic) {
    return desk.create(new NewCampaign("One", null, "en", List.of(bluesky), null, null, automatic));
  }

  private NewCampaign input(String name, boolean automatic) {
    return new NewCampaign(
        name, null, "en", List.of(bluesky, sandbox), feed, "newsletter", automatic);
  }

  private static NewMessage spring() {
    return new NewMessage("Spring is here", "Everything in bloom", TARGET, null, null);
  }

  /** Does shortening's part: makes every link that was asked for and not answered yet. */
  private void answerLinks() {
    var attach = new AttachLinks(networks, new Dispatch(bus, networks, clock), clock);
    for (LinkRequested request : bus.data(LinkRequested.class)) {
      String slug = request.link().toString().substring(24);
      read(
          attach,
          new LinkCreated(
              request.link(),
              slug,
              URI.create("https://go.example/" + slug),
              request.target(),
              request.origin()));
    }
  }

  private AttachLinks attach() {
    return new AttachLinks(networks, new Dispatch(bus, networks, clock), clock);
  }

  private void read(GroupReader reader, RecordData data) {
    BusRecord record = BusRecord.of("/test", "subject", clock.instant(), data);
    store.inTransaction(
        tx -> {
          reader.read(tx, record);
          return record;
        });
  }

  private static String text(List<Post> posts, UUID account) {
    return post(posts, account).teaser().orElseThrow().text();
  }

  private static String shortUrl(List<Post> posts, UUID account) {
    return post(posts, account).shortUrl().orElseThrow().toString();
  }

  private static Post post(List<Post> posts, UUID account) {
    return posts.stream().filter(post -> post.account().equals(account)).findFirst().orElseThrow();
  }

  /** Readers who have all agreed. */
  private static final class Audience implements Profiles, PreferencePage {
    private List<Profile> people = List.of();

    void people(int number) {
      people =
          java.util.stream.IntStream.range(0, number)
              .mapToObj(Audience::person)
              .sorted(java.util.Comparator.comparing(profile -> profile.id().toString()))
              .toList();
    }

    void sharingAnAddress(int number) {
      people =
          java.util.stream.IntStream.range(0, number)
              .mapToObj(each -> person(each, "info@example.org"))
              .toList();
    }

    private static Profile person(int number) {
      return person(number, "reader" + number + "@example.org");
    }

    private static Profile person(int number, String address) {
      var email = new Identifier(Identifier.Kind.EMAIL, address, Optional.empty(), true);
      return new Profile(
          Ids.next(Instant.EPOCH.plusMillis(number)),
          Profile.State.IDENTIFIED,
          List.of(email),
          Map.of("language", Locale.ENGLISH.toLanguageTag()),
          List.of(),
          Instant.EPOCH,
          Instant.EPOCH);
    }

    @Override
    public Optional<Profile> find(UUID id) {
      return people.stream().filter(profile -> profile.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Profile> findByIdentifier(Identifier identifier) {
      return Optional.empty();
    }

    @Override
    public List<Profile> findConsenting(String purpose, Optional<UUID> after, int limit) {
      @Nullable String last = after.map(UUID::toString).orElse("");
      return people.stream()
          .filter(profile -> profile.id().toString().compareTo(last) > 0)
          .limit(limit)
          .toList();
    }

    @Override
    public boolean consents(UUID profile, String purpose) {
      return true;
    }

    @Override
    public URI addressFor(UUID profile) {
      return URI.create("https://hub.example/p/" + profile);
    }

    @Override
    public URI unsubscribeAddressFor(UUID profile, String purpose) {
      return URI.create("https://hub.example/p/" + profile + "/" + purpose);
    }
  }
}
