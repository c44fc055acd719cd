// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.broker.Broker;
import org.parley.api.broker.BrokerClient;
import org.parley.api.broker.BrokerMessage;
import org.parley.api.broker.BrokerSettings;
import org.parley.api.broker.GroupMember;
import org.parley.api.broker.GroupPlan;
import org.parley.api.broker.Membership;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** What is told of the connection to a broker. */
@StoreTest(room = "bus")
class CarrierSqlTest {
  private static final BrokerClient REFUSING =
      settings -> {
        throw new ParleyException(Fault.SETTINGS, "Setting 'kafka.properties.file' is wrong");
      };

  private final Store store;
  private final Carrier carrier;

  CarrierSqlTest(Store store) {
    var settings = new BrokerSettings("none", 1, 1, Duration.ofDays(1), "");
    this.store = store;
    this.carrier = new Carrier(store, "", settings);
  }

  @TestTemplate
  void tellsNoMoreThatItCouldNotConnectOnceItHas() {
    carrier.connect(REFUSING);
    assertThat(carrier.trouble()).contains("Setting 'kafka.properties.file' is wrong");

    carrier.connect(settings -> new SilentBroker());

    assertThat(carrier.trouble()).isEmpty();
  }

  @TestTemplate
  void tellsOfNobodyWhenWhoCouldNotConnectIsGone() {
    carrier.connect(REFUSING);

    carrier.disconnect();

    assertThat(carrier.trouble())
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("no bundle speaks to it"));
  }

  @TestTemplate
  void keepsOtherTroubleOverANewConnection() {
    carrier.note("topic things", "Topic 'things' belongs to another hub");

    carrier.connect(settings -> new SilentBroker());

    assertThat(carrier.trouble()).contains("Topic 'things' belongs to another hub");
  }

  @TestTemplate
  void keepsTheBrokerOfWhoCameBeforeTheOtherWent() {
    Engine engine =
        new Engine(new Database(store, Clock.systemUTC()), Running.QUICK, Optional.of(carrier));
    engine.start();
    SilentBroker old = new SilentBroker();
    SilentBroker young = new SilentBroker();
    BrokerClient former = settings -> old;
    BrokerClient latter = settings -> young;
    try {
      engine.connect(former);
      engine.connect(latter);
      engine.disconnect(former);

      assertThat(old.closed).isTrue();
      assertThat(young.closed).isFalse();
      assertThat(carrier.broker()).contains(young);

      engine.disconnect(latter);

      assertThat(young.closed).isTrue();
      assertThat(carrier.broker()).isEmpty();
    } finally {
      engine.close();
    }
  }

  private static final class SilentBroker implements Broker {
    volatile boolean closed;

    @Override
    public int partitions(String topic) {
      return 1;
    }

    @Override
    public Set<Integer> send(List<BrokerMessage> messages) {
      return Set.of();
    }

    @Override
    public Membership join(GroupPlan plan, GroupMember member) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
