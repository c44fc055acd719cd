// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.parley.api.accounts.Account.Status;
import org.parley.api.bus.OutwardReader.Delivery;
import org.parley.api.connectors.RateBudget;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;

/** A bench for connectors that are not to be trusted, and what hangs until it is mended. */
final class BadBench implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(10);
  static final Duration SHORT = Duration.ofMillis(300);

  private static final int HELD = 3;

  /** The calls that an account may make at once, and those that it may leave behind. */
  static final int PLACES = RateBudget.NONE.parallel() + HELD;

  private final CountDownLatch mended = new CountDownLatch(1);
  private final Bench bench;

  /**
   * @param longestCall after which a call is given up
   */
  BadBench(Store store, Duration longestCall) {
    this(store, new Limits(longestCall, Duration.ofSeconds(1), HELD, SOON, SHORT));
  }

  BadBench(Store store, Limits limits) {
    bench = new Bench(store, Leases.ofOnlyHub(), Clock.systemUTC(), limits);
  }

  Bench bench() {
    return bench;
  }

  UUID connect(BadConnector connector) {
    return connect(connector, "");
  }

  UUID connect(BadConnector connector, String words) {
    bench.board.join(connector);
    return add(connector.id(), connector.id(), words);
  }

  UUID add(String connector, String name, String words) {
    return bench
        .desk
        .create(Bench.input(connector, name, Map.of("words", words)), Bench.ADA)
        .account()
        .id();
  }

  Status status(UUID account) {
    return bench.desk.find(account).orElseThrow().account().status();
  }

  /** What it failed with; one that comes to no end at all is this test's own failure. */
  @Nullable Throwable failureOf(CompletableFuture<?> work) throws Exception {
    return work.handle((done, failure) -> failure).get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  CompletableFuture<Void> publishOn(String connector, UUID account) {
    var post = Bench.post(account);
    return bench.readers.stream()
        .filter(reader -> reader.subscription().group().startsWith(connector + ".publish"))
        .findFirst()
        .orElseThrow()
        .read(new Delivery(post, 1, false))
        .toCompletableFuture();
  }

  /** So many calls by the system, all at once. */
  List<CompletableFuture<Void>> hook(UUID account, int many) {
    var hooks = new Hooks(bench.board);
    byte[] body = "{}".getBytes(UTF_8);
    Map<String, String> headers = Map.of("x-hub-signature-256", signature(body));
    var callers = Executors.newFixedThreadPool(many);
    var taken =
        IntStream.range(0, many)
            .mapToObj(
                each ->
                    CompletableFuture.runAsync(
                        () -> hooks.receive(account, headers, body), callers))
            .toList();
    callers.shutdown();
    return taken;
  }

  private static String signature(byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(BadConnector.KEY.reveal().getBytes(UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whoever interrupts it is not heard. */
  void block() {
    while (mended.getCount() > 0) {
      try {
        mended.await();
      } catch (InterruptedException e) {
        continue;
      }
    }
  }

  /** What hangs goes on. */
  void mend() {
    mended.countDown();
  }

  @Override
  public void close() {
    mend();
    BadConnector.MAKING.clear();
    bench.close();
  }
}
