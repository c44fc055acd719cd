// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.OutcomeUnknown;
import org.parley.api.links.Redirects.Answer;
import org.parley.api.store.Statement;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.testkit.StoreTest;

/** A link is durable, but the database went away before it could say so. */
@StoreTest(room = "shortening")
class UnknownOutcomeSqlTest {
  private final TestRoom room;
  private final ManageLinks desk;

  UnknownOutcomeSqlTest(Store store) {
    room = TestRoom.on(store);
    desk = new ManageLinks(new Doubtful(store), room.domains, room.routes, room.bus, room.clock);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @TestTemplate
  void followsALinkThatWasMadeAllTheSame() {
    assertThat(room.follow("sale")).isEqualTo(new Answer.Unknown());

    assertThatThrownBy(() -> desk.create(TestRoom.input("https://example.org/sale", "sale")))
        .isInstanceOf(OutcomeUnknown.class);

    assertThat(room.follow("sale"))
        .isEqualTo(new Answer.Follow(URI.create("https://example.org/sale")));
  }

  /** Commits, and tells that nobody knows whether it has. */
  private record Doubtful(Store store) implements Store {
    @Override
    public <T> T inTransaction(Work<T> work) {
      List<Runnable> rolledBack = new ArrayList<>();
      store.inTransaction(tx -> work.in(new Unheard(tx, rolledBack)));
      rolledBack.forEach(Runnable::run);
      throw new OutcomeUnknown("The database has gone", new IllegalStateException("lost"));
    }

    @Override
    public <T> T asOne(Work<T> work) {
      return inTransaction(work);
    }

    @Override
    public <T> T read(Work<T> work) {
      return store.read(work);
    }

    @Override
    public boolean isEmbedded() {
      return store.isEmbedded();
    }
  }

  private record Unheard(Transaction within, List<Runnable> rolledBack) implements Transaction {
    @Override
    public Statement sql(String sql) {
      return within.sql(sql);
    }

    @Override
    public Instant now() {
      return within.now();
    }

    @Override
    public void beforeCommit(Consumer<Transaction> work) {
      within.beforeCommit(work);
    }

    @Override
    public void afterCommit(Runnable work) {
      // nobody hears of it
    }

    @Override
    public void afterRollback(Runnable work) {
      rolledBack.add(work);
    }
  }
}
