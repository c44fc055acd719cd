// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.util.Optional;
import org.parley.api.broker.Broker;
import org.parley.api.broker.GroupPlan;
import org.parley.api.broker.Membership;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.bus.internal.RelayRows.Relayed;

/**
 * Feeds groups with what a broker carries; it says which hub reads which lane. How far a lane is
 * stays in the database, and so does who may write that.
 */
final class BrokerSource implements Source {
  private final Reading reading;
  private final Carrier carrier;
  private final Threads threads;
  private final Duration patience;

  /**
   * @param patience how long a reader may finish what it has in hand of a lane that goes
   */
  BrokerSource(Reading reading, Carrier carrier, Threads threads, Duration patience) {
    this.reading = reading;
    this.carrier = carrier;
    this.threads = threads;
    this.patience = patience;
  }

  @Override
  public Opened open(ReadingGroup group) {
    String name = group.subscription().group();
    String topic = group.subscription().topic();
    Broker broker = carrier.broker().orElseThrow(() -> new NotYet("No broker is connected"));
    Relayed relayed = carrier.relayed(topic).orElseThrow(() -> notYet(topic));
    LaneCounts counts = LaneCounts.of(relayed.partitions());
    int lanes = counts.fit(group.mostLanes());
    group.log().advance(CarriedTopic.end(store(), topic));
    store()
        .inTransaction(
            transaction -> {
              prepare(transaction, group, lanes);
              return true;
            });
    var member = new BrokerMember(group, new BrokerMember.Cut(counts, lanes), this);
    Membership membership =
        broker.join(new GroupPlan(carrier.named(name), relayed.destination(), lanes), member);
    return () -> {
      membership.close();
      tell(name, Optional.empty());
    };
  }

  private void prepare(Transaction transaction, ReadingGroup group, int lanes) {
    group.note(transaction);
    String name = group.subscription().group();
    if (OpenLanes.find(transaction, name).size() != lanes) {
      OpenLanes.in(transaction, name, lanes, group.feed(any -> true));
    }
  }

  /** Whoever relays makes a topic that somebody wants to read. */
  private NotYet notYet(String topic) {
    if (!carrier.isWished(topic)) {
      store()
          .inTransaction(
              transaction -> {
                RelayRows.wish(transaction, topic);
                return true;
              });
    }
    return new NotYet("Topic '" + topic + "' is not at the broker yet");
  }

  private Store store() {
    return reading.database().store();
  }

  LaneState takeOver(String group, int lane, int lanes) {
    return store()
        .inTransaction(transaction -> OpenLanes.takeOver(transaction, group, lane, lanes));
  }

  BrokerFeed feed(ReadingGroup group, LaneState lane) {
    String topic = group.log().name();
    var ofTopic =
        new CarriedTopic(
            store(),
            reading.codec(),
            group.log(),
            group::isWanted,
            known -> tellStranger(topic, known));
    return new BrokerFeed(
        ofTopic,
        group.feed(lane::takes),
        lane.position(),
        () ->
            threads.later(
                Duration.ofMillis(BrokerFeed.PATIENCE_MS + 1), () -> group.wake(lane.lane())));
  }

  private void tellStranger(String topic, boolean known) {
    if (known) {
      carrier.clear("topic " + topic);
    } else {
      carrier.note("topic " + topic, stranger(topic));
    }
  }

  /**
   * Whether a message is of this database's log, and not of another installation's. What was
   * relayed before messages bore a name is taken as this one's.
   */
  boolean isOwn(String topic, Waybill.Read message) {
    boolean own = message.log().isEmpty() || message.log().equals(carrier.log());
    if (!own) {
      carrier.saw(
          "log of " + topic,
          ("Topic '%s' holds records of another database; they are not read. Give each database a"
                  + " 'kafka.topic.prefix' of its own")
              .formatted(carrier.named(topic)));
    }
    return own;
  }

  /** Notes why a group is not read here, or that it is. */
  void tell(String group, Optional<String> why) {
    String what = "group " + group;
    why.ifPresentOrElse(
        reason -> carrier.note(what, "Group '" + group + "' is not read here: " + reason),
        () -> carrier.clear(what));
  }

  private String stranger(String topic) {
    return ("Topic '%s' holds records that this database never numbered, perhaps because it was put"
            + " back from a backup; they are not read. Change 'kafka.topic.prefix' on all hubs")
        .formatted(carrier.named(topic));
  }

  long relayed(String topic) {
    return carrier.position(topic);
  }

  Duration patience() {
    return patience;
  }

  /** The way is not there yet, which is no trouble while a hub starts. */
  static final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotYet(String message) {
      super(message);
    }
  }
}
