// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "bus")
class LogNameSqlTest {
  private final Store store;
  private final CyclicBarrier start = new CyclicBarrier(2);

  LogNameSqlTest(Store store) {
    this.store = store;
  }

  @TestTemplate
  void isTheSameForTwoHubsThatAskAtOnce() {
    CompletableFuture<String> here = CompletableFuture.supplyAsync(this::askTogether, this::run);
    CompletableFuture<String> there = CompletableFuture.supplyAsync(this::askTogether, this::run);

    assertThat(here.join()).isNotBlank().isEqualTo(there.join());
    assertThat(store.inTransaction(LogName::in)).isEqualTo(here.join());
  }

  private void run(Runnable hub) {
    new Thread(hub, "hub").start();
  }

  private String askTogether() {
    await();
    return store.inTransaction(LogName::in);
  }

  private void await() {
    try {
      start.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
