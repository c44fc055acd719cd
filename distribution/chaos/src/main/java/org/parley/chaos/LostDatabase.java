// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The hub's PostgreSQL goes away and comes back. */
abstract class LostDatabase implements Fault {
  private @Nullable Postgres server;

  /** It crashes and is started again. */
  static final class Stopped extends LostDatabase {
    @Override
    public String name() {
      return "database-stopped";
    }

    @Override
    public String deed() {
      return "PostgreSQL stopped with `-m immediate`, started again some seconds later";
    }

    @Override
    public void strike(Victim hub) throws IOException, InterruptedException {
      server().stopAtOnce();
    }

    @Override
    public void heal(Victim hub) throws IOException, InterruptedException {
      server().start();
    }
  }

  /** It stands still with its connections open. */
  static final class Paused extends LostDatabase {
    private static final Duration LONG = Duration.ofSeconds(10);

    @Override
    public String name() {
      return "database-paused";
    }

    @Override
    public String deed() {
      return "PostgreSQL and all its workers held by SIGSTOP for 10 s";
    }

    @Override
    public void strike(Victim hub) throws IOException, InterruptedException {
      server().signal("STOP");
    }

    @Override
    public void heal(Victim hub) throws IOException, InterruptedException {
      server().signal("CONT");
    }

    @Override
    public Duration lasting(Random random) {
      return LONG;
    }
  }

  Postgres server() {
    return Objects.requireNonNull(server, "There is no server");
  }

  @Override
  public Optional<String> obstacle() {
    return Postgres.obstacle();
  }

  @Override
  public void prepare(Victim hub) throws IOException, InterruptedException {
    server = Postgres.begin();
    hub.settings("org.parley.store", server.settings());
  }

  @Override
  public boolean leavesInDoubt() {
    return true;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (server != null) {
      server.close();
    }
  }
}
