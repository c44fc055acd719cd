// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.campaigns.internal.World.TARGET;
import static org.parley.campaigns.internal.World.spring;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.campaigns.CampaignDesk.ShareLink;
import org.parley.api.campaigns.MailingRequested;
import org.parley.api.campaigns.Message;
import org.parley.api.links.LinkChanged;
import org.parley.api.links.LinkRefused;
import org.parley.api.links.LinkRequested;
import org.parley.api.links.LinkRetired;
import org.parley.api.mail.MailRequested;
import org.parley.api.store.Store;
import org.parley.api.web.PageAnswer;
import org.parley.api.web.PageVisit;
import org.parley.testkit.StoreTest;

/** Share links: each reader passes a message on by links of their own. */
@StoreTest(room = "campaigns")
class SharesSqlTest {
  private final World world;

  SharesSqlTest(Store store) {
    this.world = new World(store);
  }

  @TestTemplate
  void mintsShareLinksOnceForEachReader() {
    Message message = world.desk.addMessage(world.campaign(false).id(), spring());
    UUID reader = UUID.randomUUID();

    assertThat(world.desk.share(message.id(), Optional.of(reader))).isEmpty();
    world.answerLinks();
    List<ShareLink> links = world.desk.share(message.id(), Optional.of(reader));

    assertThat(links).hasSize(ShareTarget.values().length);
    assertThat(links).extracting(ShareLink::shortUrl).doesNotHaveDuplicates();
    assertThat(world.bus.data(LinkRequested.class))
        .filteredOn(link -> link.origin().sharer().equals(Optional.of(reader)))
        .hasSize(links.size());
  }

  @TestTemplate
  void letsEachReaderPassAMailOnAsABranchOfTheirOwn() {
    world.audience.people(2);
    Message message = world.desk.addMessage(world.campaign(false).id(), spring());
    world.answerLinks();
    world.desk.publish(message.id());
    world.read(
        new SendMailings(world.bus, world.audience, world.audience, world.clock),
        world.bus.data(MailingRequested.class).get(0));
    SharePage page = new SharePage(world.store, world.bus, world.clock);
    MailRequested mail = world.bus.data(MailRequested.class).get(1);
    assertThat(mail.text()).contains("/s/" + mail.mail());

    assertThat(shown(page, mail.mail().toString()))
        .contains("Spring is here", "/s/" + mail.mail() + "/bluesky")
        .doesNotContain("<script");
    assertThat(shown(page, mail.mail() + "/bluesky")).contains("http-equiv=\"refresh\"");
    world.answerLinks();

    assertThat(page.answer(visit(mail.mail() + "/bluesky")))
        .isInstanceOfSatisfying(
            PageAnswer.SeeOther.class,
            there ->
                assertThat(there.target().toString())
                    .startsWith("https://bsky.app/intent/compose?text=Spring%20is%20here")
                    .contains("https%3A%2F%2Fgo.example%2F"));
    assertThat(world.bus.data(LinkRequested.class))
        .filteredOn(link -> link.origin().sharer().isPresent())
        .singleElement()
        .satisfies(link -> assertThat(link.origin().sharer()).isEqualTo(mail.profile()));
  }

  @TestTemplate
  void saysThatAShareLinkWasTakenBackInsteadOfAskingForEver() {
    world.audience.people(1);
    Message message = world.desk.addMessage(world.campaign(false).id(), spring());
    world.answerLinks();
    world.desk.publish(message.id());
    world.read(
        new SendMailings(world.bus, world.audience, world.audience, world.clock),
        world.bus.data(MailingRequested.class).get(0));
    SharePage page = new SharePage(world.store, world.bus, world.clock);
    String path = world.bus.data(MailRequested.class).get(0).mail() + "/bluesky";
    page.answer(visit(path));
    LinkRequested asked =
        world.bus.data(LinkRequested.class).stream()
            .filter(link -> link.origin().sharer().isPresent())
            .findFirst()
            .orElseThrow();

    world.read(
        world.attach(), new LinkRefused(asked.link(), "is itself a short link", asked.origin()));
    assertTakenBack(page.answer(visit(path)));

    world.answerLinks();
    world.read(world.attach(), new LinkRetired(asked.link(), "slug", 2));
    assertTakenBack(page.answer(visit(path)));

    world.read(
        world.attach(),
        new LinkChanged(asked.link(), "slug", TARGET, Optional.empty(), Optional.empty(), 3));
    assertThat(page.answer(visit(path))).isInstanceOf(PageAnswer.SeeOther.class);
  }

  private static void assertTakenBack(PageAnswer answer) {
    PageAnswer.Html shown = (PageAnswer.Html) answer;
    assertThat(shown.status()).isEqualTo(410);
    assertThat(shown.html()).contains("taken back").doesNotContain("http-equiv");
  }

  @TestTemplate
  void passesNothingOnThatWasNotSent() {
    SharePage page = new SharePage(world.store, world.bus, world.clock);

    for (String path : List.of("", "x", UUID.randomUUID().toString(), UUID.randomUUID() + "/x")) {
      assertThat(page.answer(visit(path))).isInstanceOf(PageAnswer.Unknown.class);
    }
    assertThat(world.bus.records()).isEmpty();
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
}
