// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Conflict;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.Violation;
import org.parley.api.accounts.Accounts;
import org.parley.api.accounts.Networks;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.CampaignCreated;
import org.parley.api.campaigns.CampaignDesk;
import org.parley.api.campaigns.Mailing;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.NewCampaign;
import org.parley.api.campaigns.NewMessage;
import org.parley.api.campaigns.Post;
import org.parley.api.campaigns.PostRewritten;
import org.parley.api.campaigns.PostWithdrawn;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Capability;
import org.parley.api.links.Links;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Does what marketers ask for. */
@Component
public final class MarketerDesk implements CampaignDesk {
  private static final List<Post.State> NOT_GONE_OUT =
      List.of(Post.State.PLANNED, Post.State.DRAFTED, Post.State.FAILED);

  private static final List<Post.State> REWRITABLE = List.of(Post.State.DRAFTED, Post.State.FAILED);

  private final Store store;
  private final Bus bus;
  private final Accounts accounts;
  private final Networks networks;
  private final CheckCampaign check;
  private final PlanMessage plan;
  private final Dispatch dispatch;
  private final MintShares shares;
  private final InstantSource clock;

  @Activate
  public MarketerDesk(
      @Reference(target = Room.STORE) Store store,
      @Reference Bus bus,
      @Reference Accounts accounts,
      @Reference Networks networks,
      @Reference Links links) {
    this(store, bus, accounts, networks, links, InstantSource.system());
  }

  MarketerDesk(
      Store store,
      Bus bus,
      Accounts accounts,
      Networks networks,
      Links links,
      InstantSource clock) {
    this.store = store;
    this.bus = bus;
    this.accounts = accounts;
    this.networks = networks;
    this.check = new CheckCampaign(accounts, networks, links);
    this.plan = new PlanMessage(bus, accounts, clock);
    this.dispatch = new Dispatch(bus, accounts, networks, clock);
    this.shares = new MintShares(bus, clock);
    this.clock = clock;
  }

  @Override
  public Campaign create(NewCampaign input) {
    check.check(input);
    Instant now = clock.instant();
    Campaign campaign = CheckCampaign.campaign(Ids.next(now), input, Campaign.State.ACTIVE, now, 1);
    return store.inTransaction(
        tx -> {
          SaveCampaign.insert(tx, campaign);
          bus.append(tx, List.of(told(campaign, now)));
          return campaign;
        });
  }

  @Override
  public Campaign change(UUID id, NewCampaign input, long version) {
    check.check(input);
    return store.inTransaction(
        tx -> {
          Campaign old = campaign(tx, id, version);
          Campaign changed =
              CheckCampaign.campaign(id, input, old.state(), old.createdAt(), version + 1);
          SaveCampaign.update(tx, changed);
          bus.append(tx, List.of(told(changed, clock.instant())));
          return changed;
        });
  }

  @Override
  public Campaign setState(UUID id, Campaign.State state, long version) {
    return store.inTransaction(
        tx -> {
          Campaign changed = CheckCampaign.withState(campaign(tx, id, version), state);
          SaveCampaign.update(tx, changed);
          if (state == Campaign.State.ACTIVE) {
            dispatch.goOn(tx, id);
          }
          return changed;
        });
  }

  @Override
  public Message addMessage(UUID id, NewMessage input) {
    check.check(input);
    return store.inTransaction(
        tx -> {
          Campaign campaign =
              FindCampaigns.byId(tx, id).orElseThrow(() -> new NotFound("campaign", id));
          if (campaign.state() == Campaign.State.CLOSED) {
            throw new Conflict("Campaign '" + campaign.name() + "' is closed");
          }
          Message message = message(campaign, input);
          Messages.insert(tx, message, message.id().toString());
          plan.plan(tx, campaign, message);
          return message;
        });
  }

  @Override
  public Post rewrite(UUID id, String text, long version) {
    return store.inTransaction(
        tx -> {
          Posts.Stored post = post(tx, id);
          Message message = message(tx, post.message());
          List<Violation> violations =
              networks
                  .rulesFor(post.account())
                  .map(rules -> rules.check(DraftTeaser.teaser(message, post, text)))
                  .orElse(List.of());
          if (!violations.isEmpty()) {
            throw new InvalidInput("text", Dispatch.describe(violations));
          }
          Post present = CampaignQueries.whole(tx, post);
          if (present.state() != Post.State.PUBLISHED && !REWRITABLE.contains(present.state())) {
            throw new Conflict("Post '" + id + "' is on its way and cannot be rewritten");
          }
          if (present.version() != version || !rewritten(tx, present, message, text)) {
            throw new Conflict("Post '" + id + "' has changed since it was read");
          }
          return wholePost(tx, id);
        });
  }

  /** One that stands is changed by its network. */
  private boolean rewritten(Transaction tx, Post post, Message message, String text) {
    Instant now = clock.instant();
    if (post.state() != Post.State.PUBLISHED) {
      return Posts.rewrite(tx, post, text, now);
    }
    requireCan(post, Capability.EDIT, "be changed");
    UUID revision = Ids.next(now);
    Teaser teaser = DraftTeaser.teaser(message, post(tx, post.id()), text);
    var asked = new PostRewritten(revision, post.id(), post.account(), post.connector(), teaser);
    bus.append(tx, List.of(BusRecord.of(Room.SOURCE, post.id().toString(), now, asked)));
    return Posts.change(tx, post, Optional.of(text), revision, now);
  }

  @Override
  public Post withdraw(UUID id) {
    return store.inTransaction(
        tx -> {
          Instant now = clock.instant();
          Post present = wholePost(tx, id);
          if (present.state() != Post.State.PUBLISHED) {
            throw new Conflict("Post '" + id + "' does not stand on its network");
          }
          requireCan(present, Capability.DELETE, "be taken back");
          if (!Posts.change(tx, present, Optional.empty(), Ids.next(now), now)) {
            throw new Conflict("Post '" + id + "' was changed at the same time");
          }
          var asked = new PostWithdrawn(id, present.account(), present.connector());
          bus.append(tx, List.of(BusRecord.of(Room.SOURCE, id.toString(), now, asked)));
          return wholePost(tx, id);
        });
  }

  private void requireCan(Post post, Capability capability, String what) {
    if (!networks.can(post.account(), capability)) {
      throw new Conflict(
          "Post '%s' has gone out; on '%s' it cannot %s"
              .formatted(post.id(), post.connector(), what));
    }
  }

  @Override
  public Message publish(UUID id) {
    return store.inTransaction(
        tx -> {
          if (locked(tx, id).state() == Message.State.CANCELLED) {
            throw new Conflict("Message '" + id + "' was cancelled");
          }
          Messages.move(tx, id, Message.State.DRAFT, Message.State.PUBLISHED);
          Message published = message(tx, id);
          dispatch.goOutIfPublished(tx, published);
          return published;
        });
  }

  @Override
  public Message cancel(UUID id) {
    return store.inTransaction(
        tx -> {
          locked(tx, id);
          for (Posts.Stored post : Posts.of(tx, id)) {
            Posts.move(tx, post.id(), NOT_GONE_OUT, Post.State.CANCELLED, clock.instant());
          }
          Mailings.findOf(tx, id).ifPresent(mailing -> cancel(tx, mailing));
          Messages.move(tx, id, Message.State.DRAFT, Message.State.CANCELLED);
          Messages.move(tx, id, Message.State.PUBLISHED, Message.State.CANCELLED);
          return message(tx, id);
        });
  }

  @Override
  public Post retry(UUID id) {
    return store.inTransaction(
        tx -> {
          Message message = locked(tx, post(tx, id).message());
          Posts.Stored post = post(tx, id);
          if (post.state() != Post.State.FAILED) {
            throw new Conflict("Post '" + id + "' has not failed");
          }
          if (post.shortUrl().isEmpty()) {
            throw new Conflict("Post '" + id + "' has no short link, as its message leads nowhere");
          }
          if (accounts.find(post.account()).isEmpty()) {
            throw new Conflict("Post '" + id + "' has no account any more that could publish it");
          }
          refuseHeld(tx, message.campaign());
          dispatch.request(tx, message, post).ifPresent(record -> bus.append(tx, List.of(record)));
          return wholePost(tx, id);
        });
  }

  @Override
  public List<ShareLink> share(UUID id, Optional<UUID> sharer) {
    return store.inTransaction(
        tx -> shares.of(tx, message(tx, id), sharer, List.of(ShareTarget.values())));
  }

  private static void cancel(Transaction tx, Mailings.Stored mailing) {
    Mailings.move(
        tx,
        mailing.id(),
        List.of(Mailing.State.PLANNED, Mailing.State.DRAFTED, Mailing.State.SENDING),
        Mailing.State.CANCELLED);
  }

  private static BusRecord told(Campaign campaign, Instant now) {
    return BusRecord.of(
        Room.SOURCE,
        campaign.id().toString(),
        now,
        new CampaignCreated(campaign.id(), campaign.name()));
  }

  private Message message(Campaign campaign, NewMessage input) {
    Instant now = clock.instant();
    return new Message(
        Ids.next(now),
        campaign.id(),
        requireNonNull(input.title()).strip(),
        orElse(input.text(), Function.identity(), ""),
        check.target(input).orElseThrow(),
        CheckCampaign.image(input),
        orElse(input.language(), Locale::forLanguageTag, campaign.language()),
        campaign.automatic() ? Message.State.PUBLISHED : Message.State.DRAFT,
        now);
  }

  private static <F, T> T orElse(
      @org.jspecify.annotations.Nullable F value, Function<F, T> map, T otherwise) {
    return value == null ? otherwise : map.apply(value);
  }

  private static Campaign campaign(Transaction tx, UUID id, long version) {
    Campaign campaign = FindCampaigns.byId(tx, id).orElseThrow(() -> new NotFound("campaign", id));
    if (campaign.version() != version) {
      throw new Conflict("Campaign '" + campaign.name() + "' has been changed by somebody else");
    }
    return campaign;
  }

  private static void refuseHeld(Transaction tx, UUID id) {
    FindCampaigns.byId(tx, id)
        .filter(campaign -> campaign.state() != Campaign.State.ACTIVE)
        .ifPresent(
            held -> {
              String state = held.state().name().toLowerCase(Locale.ROOT);
              throw new Conflict("Campaign '" + held.name() + "' is " + state);
            });
  }

  /** The message as it stands once its campaign's row is locked. */
  private static Message locked(Transaction tx, UUID id) {
    FindCampaigns.lock(tx, message(tx, id).campaign());
    return message(tx, id);
  }

  private static Message message(Transaction tx, UUID id) {
    return Messages.find(tx, id).orElseThrow(() -> new NotFound("message", id));
  }

  private static Posts.Stored post(Transaction tx, UUID id) {
    return Posts.find(tx, id).orElseThrow(() -> new NotFound("post", id));
  }

  private static Post wholePost(Transaction tx, UUID id) {
    return CampaignQueries.whole(tx, post(tx, id));
  }
}
