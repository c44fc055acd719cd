// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.ParleyException;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.testkit.StoreTest;

/** Finding out about erasures whose commits ended nobody knows how. */
@StoreTest(room = "bus")
class ErasingSqlTest {
  private final LosableStore store;
  private final DestroyedKeys destroyed = new DestroyedKeys();
  private final Erasing erasing;
  private final UUID gone = UUID.randomUUID();

  ErasingSqlTest(Store store) {
    this.store = new LosableStore(store);
    this.erasing = new Erasing(this.store, destroyed);
  }

  @TestTemplate
  void asksAgainWhenTheDatabaseDidNotAnswer() {
    erasing.doubt(List.of(gone));
    store.lose();
    assertThatThrownBy(erasing::settle).isInstanceOf(ParleyException.class);
    assertThat(destroyed.contains(gone)).isFalse();
    assertThat(erasing.isInDoubt()).isTrue();

    store.find();
    erasing.settle();

    assertThat(destroyed.contains(gone)).isTrue();
    assertThat(erasing.isInDoubt()).isFalse();
  }

  @TestTemplate
  void asksOnceAtATimeAndForgetsNothingThatComesMeanwhile() {
    UUID later = UUID.randomUUID();
    erasing.doubt(List.of(gone));
    CompletableFuture<Void> asking =
        store.inTransaction(
            slow -> {
              KeyRows.destroy(slow, List.of("somebody"));
              var waiting = CompletableFuture.runAsync(erasing::settle);
              await().until(() -> !erasing.isInDoubt());
              erasing.doubt(List.of(gone, later));

              erasing.settle();

              assertThat(waiting).isNotDone();
              assertThat(destroyed.contains(later)).isFalse();
              return waiting;
            });
    asking.join();
    assertThat(erasing.isInDoubt()).isTrue();

    erasing.settle();

    assertThat(destroyed.contains(later)).isTrue();
    assertThat(erasing.isInDoubt()).isFalse();
  }

  /** Else every hub would forget the keys that it writes with. */
  @TestTemplate
  void erasesNothingFromMemoryAndCountsNothingWhenTheCommitHasFailed() {
    UUID kept = insertKeyOf("ada");
    long before = store.read(KeyRows::erasures);
    assertThatThrownBy(() -> store.inTransaction(this::failToErase)).hasMessage("no");
    assertThat(erasing.isInDoubt()).isTrue();

    erasing.settle();

    assertThat(erasing.isInDoubt()).isFalse();
    assertThat(destroyed.contains(kept)).isFalse();
    assertThat(store.read(KeyRows::erasures)).isEqualTo(before);
  }

  private boolean failToErase(Transaction transaction) {
    erasing.erase(transaction, Set.of("ada"));
    transaction.beforeCommit(
        last -> {
          throw new IllegalStateException("no");
        });
    return true;
  }

  private UUID insertKeyOf(String recordKey) {
    PersonalKey key =
        new PersonalKey(UUID.randomUUID(), recordKey, new byte[PersonalKey.BYTES], Instant.now());
    return store.inTransaction(
        transaction -> {
          KeyRows.insert(transaction, List.of(key));
          return key.id();
        });
  }
}
