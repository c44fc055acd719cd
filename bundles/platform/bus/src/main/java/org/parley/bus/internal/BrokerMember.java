// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.api.broker.BrokerMessage;
import org.parley.api.broker.GroupMember;

/** A group's part here, as the broker tells of it. */
final class BrokerMember implements GroupMember {
  private final ReadingGroup group;
  private final Cut cut;
  private final BrokerSource source;
  private final Map<Integer, BrokerFeed> feeds = new ConcurrentHashMap<>();

  BrokerMember(ReadingGroup group, Cut cut, BrokerSource source) {
    this.group = group;
    this.cut = cut;
    this.source = source;
  }

  /** Whoever had the lane before can write no more from here on. */
  @Override
  public void assigned(int lane) {
    LaneState state = source.takeOver(group.subscription().group(), lane, cut.lanes);
    BrokerFeed feed = source.feed(group, state);
    boolean open = false;
    try {
      group.add(state, feed);
      feeds.put(lane, feed);
      group.replayWhatIsAskedFor();
      group.feed();
      open = true;
    } finally {
      if (!open) {
        revoked(lane);
      }
    }
  }

  @Override
  public void revoked(int lane) {
    try {
      group.drop(lane, source.patience());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      feeds.remove(lane);
    }
  }

  @Override
  public void received(int lane, BrokerMessage message) {
    BrokerFeed feed = feeds.get(lane);
    if (feed != null) {
      Waybill.read(message, cut.counts, cut.lanes)
          .filter(it -> source.isOwn(group.subscription().topic(), it))
          .ifPresent(it -> put(feed, message, it));
      group.wake(lane);
    }
  }

  private void put(BrokerFeed feed, BrokerMessage message, Waybill.Read waybill) {
    int partition = message.place().partition();
    long offset = message.place().offset();
    feed.put(
        group.mayConcern(Set.of(waybill.type()))
            ? Received.record(
                new Received.Place(waybill.position(), waybill.before(), partition, offset),
                message.value().orElse(null))
            : Received.nothing(waybill.position(), waybill.before(), partition, offset));
  }

  @Override
  public boolean isFull(int lane, int partition) {
    BrokerFeed feed = feeds.get(lane);
    return feed == null || feed.isFull(partition);
  }

  @Override
  public OptionalLong firstOpen(int lane, int partition) {
    BrokerFeed feed = feeds.get(lane);
    return feed == null ? OptionalLong.empty() : feed.firstOpen(partition);
  }

  @Override
  public long relayed() {
    return source.relayed(group.subscription().topic());
  }

  @Override
  public void caughtUp(int lane, long relayed) {
    BrokerFeed feed = feeds.get(lane);
    if (feed != null) {
      feed.caughtUp(relayed);
      group.wake(lane);
    }
  }

  @Override
  public void troubled(Optional<String> why) {
    source.tell(group.subscription().group(), why);
  }

  /**
   * How the group's topic is cut.
   *
   * @param counts how it can be
   * @param lanes how it is for this group
   */
  record Cut(LaneCounts counts, int lanes) {}
}
