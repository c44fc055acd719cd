// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.campaigns.internal.World.spring;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Conflict;
import org.parley.api.Fault;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.NewCampaign;
import org.parley.api.campaigns.Post;
import org.parley.api.campaigns.PostFailed;
import org.parley.api.links.LinkCreated;
import org.parley.api.links.LinkRequested;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** Accounts that are removed in the very instant their posts are planned and tried again. */
@StoreTest(room = "campaigns")
class RemovedAccountsSqlTest {
  private static final int ROUNDS = 12;
  private static final int PLANNERS = 4;
  private static final int RETRIED = 4;

  private final World world;

  RemovedAccountsSqlTest(Store store) {
    this.world = new World(store);
  }

  @TestTemplate
  void leavesNoPostOfARemovedAccountOnItsWay() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      UUID account = world.networks.connect("bluesky", 300, true);
      atOnce(work(account));
    }

    assertThat(posts("state <> 'FAILED'")).isEmpty();
    assertThat(posts("state = 'FAILED'")).hasSizeGreaterThanOrEqualTo(ROUNDS * RETRIED);
  }

  private List<Callable<Void>> work(UUID account) {
    Campaign campaign =
        world.desk.create(new NewCampaign("Round", null, "en", List.of(account), null, null, true));
    List<Callable<Void>> all = new ArrayList<>();
    for (int i = 0; i < RETRIED; i++) {
      UUID post = failed(campaign);
      all.add(() -> retry(post));
    }
    for (int i = 0; i < PLANNERS; i++) {
      all.add(() -> plan(campaign));
    }
    all.add(() -> remove(account));
    Collections.shuffle(all);
    return all;
  }

  private UUID failed(Campaign campaign) {
    Post post = world.queries.postsOf(published(campaign).id()).get(0);
    world.read(new FollowPosts(), new PostFailed(post.id(), post.account(), Fault.REMOTE, "Down"));
    return post.id();
  }

  private Void retry(UUID post) {
    try {
      world.desk.retry(post);
    } catch (Conflict gone) {
      assertThat(gone).hasMessageContaining("no account any more");
    }
    return null;
  }

  private Void plan(Campaign campaign) {
    published(campaign);
    return null;
  }

  private Message published(Campaign campaign) {
    Message message = world.desk.addMessage(campaign.id(), spring());
    for (LinkRequested asked : world.bus.data(LinkRequested.class)) {
      if (asked.origin().message().orElseThrow().equals(message.id())) {
        String slug = asked.link().toString().substring(24);
        URI shortUrl = URI.create("https://go.example/" + slug);
        world.read(
            world.attach(),
            new LinkCreated(asked.link(), slug, shortUrl, asked.target(), asked.origin()));
      }
    }
    return message;
  }

  private Void remove(UUID account) {
    world.networks.remove(account);
    world.read(new FollowAccounts(world.bus), world.removed(account, "Our page"));
    return null;
  }

  private List<UUID> posts(String which) {
    return world.store.read(
        tx -> tx.sql("SELECT id FROM campaigns_post WHERE " + which).list(row -> row.id("id")));
  }

  private static void atOnce(List<Callable<Void>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      CyclicBarrier start = new CyclicBarrier(work.size());
      List<Future<Void>> running = new ArrayList<>();
      for (Callable<Void> each : work) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return each.call();
                }));
      }
      for (Future<Void> each : running) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
