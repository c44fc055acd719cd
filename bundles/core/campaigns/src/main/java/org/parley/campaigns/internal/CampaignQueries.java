// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.Campaigns;
import org.parley.api.campaigns.Mailing;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.Post;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Answers what is asked about campaigns. */
@Component
public final class CampaignQueries implements Campaigns {
  private final Store store;

  @Activate
  public CampaignQueries(@Reference(target = Room.STORE) Store store) {
    this.store = store;
  }

  @Override
  public Paged<Campaign> campaigns(PageRequest page) {
    return store.read(tx -> FindCampaigns.page(tx, page));
  }

  @Override
  public Optional<Campaign> findCampaign(UUID id) {
    return store.read(tx -> FindCampaigns.byId(tx, id));
  }

  @Override
  public Paged<Message> messages(Optional<UUID> campaign, PageRequest page) {
    return store.read(tx -> Messages.page(tx, campaign, page));
  }

  @Override
  public Optional<Message> findMessage(UUID id) {
    return store.read(tx -> Messages.find(tx, id));
  }

  @Override
  public Paged<Post> posts(PostFilter filter, PageRequest page) {
    return store.read(
        tx -> {
          Paged<Posts.Stored> found = Posts.page(tx, filter, page);
          return new Paged<>(
              found.items().stream().map(post -> whole(tx, post)).toList(), found.next());
        });
  }

  @Override
  public List<Post> postsOf(UUID message) {
    return store.read(tx -> Posts.of(tx, message).stream().map(post -> whole(tx, post)).toList());
  }

  @Override
  public Optional<Post> findPost(UUID id) {
    return store.read(tx -> Posts.find(tx, id).map(post -> whole(tx, post)));
  }

  @Override
  public Optional<Mailing> findMailingOf(UUID message) {
    return store.read(
        tx -> Mailings.findOf(tx, message).map(mailing -> Mailings.counted(tx, mailing)));
  }

  static Post whole(Transaction tx, Posts.Stored post) {
    Message message =
        Messages.find(tx, post.message())
            .orElseThrow(() -> new IllegalStateException("Post without its message"));
    return new Post(
        post.id(),
        post.campaign(),
        post.message(),
        post.account(),
        post.connector(),
        post.state(),
        post.shortUrl(),
        post.text().map(text -> DraftTeaser.teaser(message, post, text)),
        post.permalink(),
        post.fault(),
        post.reason(),
        post.changedAt());
  }
}
