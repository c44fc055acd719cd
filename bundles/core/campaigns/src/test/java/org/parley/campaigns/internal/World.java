// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.RecordData;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.NewCampaign;
import org.parley.api.campaigns.NewMessage;
import org.parley.api.campaigns.Post;
import org.parley.api.links.LinkCreated;
import org.parley.api.links.LinkRequested;
import org.parley.api.security.ActionTaken;
import org.parley.api.security.Caller;
import org.parley.api.store.Store;
import org.parley.testkit.FakeClock;
import org.parley.testkit.RecordingBus;

/** The room as it runs in the hub, with accounts of two networks and a feed. */
final class World {
  static final URI TARGET = URI.create("https://shop.example/spring");

  final Store store;
  final RecordingBus bus = new RecordingBus();
  final FakeNetworks networks = new FakeNetworks();
  final FakeClock clock = FakeClock.at("2026-03-01T09:00:00Z");
  final Audience audience = new Audience();
  final UUID bluesky = networks.connect("bluesky", 60, true);
  final UUID sandbox = networks.connect("sandbox-network", 80, false);
  final UUID feed = networks.connectFeed();
  final MarketerDesk desk;
  final CampaignQueries queries;

  World(Store store) {
    this.store = store;
    this.desk = new MarketerDesk(store, bus, networks, networks, new FakeLinks(), clock);
    this.queries = new CampaignQueries(store);
  }

  List<Post> published() {
    Message message = desk.addMessage(campaign(true).id(), spring());
    answerLinks();
    return queries.postsOf(message.id());
  }

  Campaign campaign(boolean automatic) {
    return desk.create(input("Spring", automatic));
  }

  Campaign toOneAccount(boolean automatic) {
    return desk.create(new NewCampaign("One", null, "en", List.of(bluesky), null, null, automatic));
  }

  NewCampaign input(String name, boolean automatic) {
    return new NewCampaign(
        name, null, "en", List.of(bluesky, sandbox), feed, "newsletter", automatic);
  }

  static NewMessage spring() {
    return new NewMessage("Spring is here", "Everything in bloom", TARGET, null, null);
  }

  /** Does shortening's part: makes every link that was asked for and not answered yet. */
  void answerLinks() {
    AttachLinks attach = attach();
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

  AttachLinks attach() {
    return new AttachLinks(networks, new Dispatch(bus, networks, networks, clock), clock);
  }

  void read(GroupReader reader, RecordData data) {
    BusRecord record = BusRecord.of("/test", "subject", clock.instant(), data);
    store.inTransaction(
        tx -> {
          reader.read(tx, record);
          return record;
        });
  }

  /** What the audit log tells when an account is removed. */
  ActionTaken removed(UUID account, String name) {
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

  static String text(List<Post> posts, UUID account) {
    return post(posts, account).teaser().orElseThrow().text();
  }

  static String shortUrl(List<Post> posts, UUID account) {
    return post(posts, account).shortUrl().orElseThrow().toString();
  }

  static Post post(List<Post> posts, UUID account) {
    return posts.stream().filter(post -> post.account().equals(account)).findFirst().orElseThrow();
  }

  long rows(String table) {
    return store.read(
        tx ->
            tx.sql("SELECT COUNT(*) AS amount FROM " + table)
                .first(row -> row.number("amount"))
                .orElseThrow());
  }
}
