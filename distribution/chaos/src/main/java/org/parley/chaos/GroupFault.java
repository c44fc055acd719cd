// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What goes wrong with one of several hubs, or with what they have in common. */
enum GroupFault {
  HUB_KILLED("one of three hubs killed with `kill -9`, started again once others do its work") {
    @Override
    void strike(HubGroup group, int hub) {
      group.hub(hub).kill();
    }

    @Override
    void heal(HubGroup group, int hub) throws IOException {
      group.hub(hub).start();
    }
  },
  HUB_ASLEEP("one of three hubs held by SIGSTOP until others do its work, then woken") {
    @Override
    void strike(HubGroup group, int hub) throws IOException, InterruptedException {
      group.hub(hub).signal("STOP");
    }

    @Override
    void heal(HubGroup group, int hub) throws IOException, InterruptedException {
      group.hub(hub).signal("CONT");
    }
  },
  DATABASE_ASLEEP("the PostgreSQL of three hubs held by SIGSTOP") {
    @Override
    void strike(HubGroup group, int hub) throws IOException, InterruptedException {
      group.database().signal("STOP");
    }

    @Override
    void heal(HubGroup group, int hub) throws IOException, InterruptedException {
      group.database().signal("CONT");
    }
  },
  DATABASE_KILLED("the PostgreSQL of three hubs killed with `kill -9`, started again") {
    @Override
    void strike(HubGroup group, int hub) throws IOException, InterruptedException {
      group.database().signal("KILL");
    }

    @Override
    void heal(HubGroup group, int hub) throws IOException, InterruptedException {
      group.database().start();
    }
  },
  DATABASE_CRASHED("what serves their connections killed, upon which PostgreSQL starts anew") {
    @Override
    void strike(HubGroup group, int hub) throws IOException, InterruptedException {
      group.database().signalConnections("KILL");
    }

    @Override
    void heal(HubGroup group, int hub) {
      // the server does it
    }
  },
  BROKER_ASLEEP("the Kafka of three hubs held by SIGSTOP") {
    @Override
    void strike(HubGroup group, int hub) throws IOException, InterruptedException {
      group.broker().signal("STOP");
    }

    @Override
    void heal(HubGroup group, int hub) throws IOException, InterruptedException {
      group.broker().signal("CONT");
    }
  },
  BROKER_KILLED("the Kafka of three hubs killed with `kill -9`, started again") {
    @Override
    void strike(HubGroup group, int hub) {
      group.broker().kill();
    }

    @Override
    void heal(HubGroup group, int hub) throws IOException, InterruptedException {
      group.broker().start();
    }
  };

  private static final Set<GroupFault> OF_BROKERS = EnumSet.of(BROKER_ASLEEP, BROKER_KILLED);

  private final String deed;

  GroupFault(String deed) {
    this.deed = deed;
  }

  /** In words for the table. */
  String deed() {
    return deed;
  }

  /** Those of hubs with a broker, or without. */
  static List<GroupFault> all(boolean onKafka) {
    return Arrays.stream(values()).filter(fault -> onKafka || !OF_BROKERS.contains(fault)).toList();
  }

  /**
   * As the table calls it.
   *
   * @param trial of which it is a part
   */
  String title(String trial) {
    return trial + ": " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * @param hub the one that is struck, where it is one
   */
  abstract void strike(HubGroup group, int hub) throws IOException, InterruptedException;

  abstract void heal(HubGroup group, int hub) throws IOException, InterruptedException;
}
