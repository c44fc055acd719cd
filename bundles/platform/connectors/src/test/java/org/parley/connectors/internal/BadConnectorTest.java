// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.parley.api.connectors.Capability.CRM_CHANGES;
import static org.parley.api.connectors.Capability.FEED_IN;
import static org.parley.api.connectors.Capability.PUBLISH;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.accounts.Account.Status;
import org.parley.api.bus.OutwardReader.Delivery;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.Repeat;
import org.parley.api.content.ItemReceived;
import org.parley.api.crm.CrmChanged;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;
import org.parley.connector.Connector;
import org.parley.connector.Found;
import org.parley.connector.Outcome;
import org.parley.connector.Polled;
import org.parley.connector.Routes;
import org.parley.connector.Signature;
import org.parley.testkit.StoreTest;

/** What a connector does that is not to be trusted, and what others notice of it. */
@StoreTest(room = "connectors")
class BadConnectorTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private static final int HELD = 3;

  /** The calls that an account may make at once, and those that it may leave behind. */
  private static final int PLACES = RateBudget.NONE.parallel() + HELD;

  private static final Secret KEY = new Secret("0123456789abcdef");

  private static final Duration SOON = Duration.ofSeconds(10);

  /** A busy machine may be so slow that a call is given up before it has begun. */
  private static final Duration FILLING = Duration.ofSeconds(60);

  private final CountDownLatch mended = new CountDownLatch(1);
  private final Store store;
  private Bench bench;

  BadConnectorTest(Store store) {
    this.store = store;
    bench = lending(Duration.ofSeconds(20));
  }

  private Bench lending(Duration longestCall) {
    var limits = new Limits(longestCall, Duration.ofSeconds(1), HELD, SOON, SHORT);
    return new Bench(store, Leases.ofOnlyHub(), Clock.systemUTC(), limits);
  }

  @AfterEach
  void close() {
    mended.countDown();
    bench.close();
  }

  @TestTemplate
  void bearsAnErrorInARouteAndGoesOnWithTheNext() throws Exception {
    var calls = new AtomicInteger();
    UUID account =
        connect(
            new Trial("trial")
                .publishing(
                    () -> {
                      if (calls.incrementAndGet() == 1) {
                        throw new StackOverflowError("Too deep");
                      }
                      return Outcome.delivered("r");
                    }));

    assertThatThrownBy(() -> publish(account))
        .cause()
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("Too deep");

    publish(account);
    assertThat(bench.bus.data(PostPublished.class)).hasSize(1);
  }

  @TestTemplate
  void bearsAConnectorThatFailsToExplainItsFailures() {
    UUID account =
        connect(
            new Trial("trial")
                .publishing(
                    () -> {
                      throw new IllegalStateException("Broken");
                    })
                .explaining(
                    () -> {
                      throw new NoClassDefFoundError("gone");
                    }));

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> publish(account)).hasMessageContaining("Broken");
    }
  }

  @TestTemplate
  void servesOtherAccountsOfAConnectorThatFailsOnOne() {
    var bad =
        new Trial("trial")
            .laying(
                settings -> {
                  if (settings.equals("bad")) {
                    throw new ExceptionInInitializerError("No such thing");
                  }
                });
    UUID first = connect(bad.publishing(() -> Outcome.delivered("r")), "bad");
    UUID second = add("trial", "Second", "good");

    await().atMost(SOON).until(() -> status(first) == Status.OFFLINE);
    await().atMost(SOON).until(() -> status(second) == Status.ONLINE);
    assertThat(bench.desk.find(first).orElseThrow().account().statusText())
        .contains("No such thing");
  }

  @TestTemplate
  void answersAndLetsAConnectorGoThatNeverEndsLayingItsRoutes() {
    var stuck = new Trial("stuck").laying(settings -> block());
    bench.board.join(stuck);
    CompletableFuture<UUID> adding = CompletableFuture.supplyAsync(() -> add("stuck", "Stuck", ""));
    UUID good = connect(new Trial("good").publishing(() -> Outcome.delivered("r")));

    await().atMost(SOON).until(() -> status(good) == Status.ONLINE);
    UUID account = adding.orTimeout(10, TimeUnit.SECONDS).join();
    await().atMost(SOON).until(() -> status(account) == Status.OFFLINE);
    var leaving = CompletableFuture.runAsync(() -> bench.board.leave(stuck));
    assertThat(leaving).succeedsWithin(SOON);
  }

  @TestTemplate
  void laysNoAccountAgainThatItIsLayingYetAndServesTheOthers() {
    var laid = new AtomicInteger();
    UUID bad =
        connect(
            new Trial("trial")
                .laying(
                    words -> {
                      if (words.equals("bad")) {
                        laid.incrementAndGet();
                        block();
                      }
                    }),
            "bad");
    for (int look = 0; look < 5; look++) {
      bench.board.refresh("trial");
    }

    UUID good = add("trial", "Good", "good");

    await().atMost(SOON).until(() -> status(good) == Status.ONLINE);
    assertThat(laid).hasValue(1);
    assertThat(bench.desk.find(bad).orElseThrow().account().statusText()).contains("has not ended");
    mended.countDown();
    await().atMost(SOON).until(() -> isOnlineAfterALook(bad));
  }

  @TestTemplate
  void keepsNoRoutesThatAreLaidAfterTheyWereGivenUp() {
    var contexts = new CopyOnWriteArrayList<CamelContext>();
    var laid = new AtomicInteger();
    bench.board.addPart(contexts::add);
    UUID account =
        connect(
            new Trial("trial")
                .laying(
                    words -> {
                      block();
                      laid.incrementAndGet();
                    }));
    var tested = bench.desk.test(Bench.input("trial", "Tried", Map.of()), Optional.empty());
    assertThat(tested.report()).contains("did not answer");
    bench.desk.disable(account, 1, Bench.ADA);

    mended.countDown();

    await().atMost(SOON).until(() -> laid.get() == 2);
    await()
        .atMost(SOON)
        .during(SHORT)
        .until(() -> contexts.stream().allMatch(context -> context.getRoutes().isEmpty()));
    assertThat(contexts).hasSize(1);
  }

  @TestTemplate
  void keepsNoRoutesThatStartAfterTheyWereGivenUp() {
    var contexts = new CopyOnWriteArrayList<CamelContext>();
    var started = new CountDownLatch(1);
    bench.board.addPart(contexts::add);
    UUID account =
        connect(
            new Trial("trial")
                .starting(
                    () -> {
                      block();
                      Thread.currentThread().interrupt();
                      started.countDown();
                    }));
    bench.desk.disable(account, 1, Bench.ADA);

    mended.countDown();

    await().atMost(SOON).until(() -> started.getCount() == 0);
    await().atMost(SOON).until(() -> definitions(contexts.get(0)).isEmpty());
    assertThat(contexts.get(0).getRoutes()).isEmpty();
  }

  private static List<RouteDefinition> definitions(CamelContext context) {
    return ((ModelCamelContext) context).getRouteDefinitions();
  }

  private boolean isOnlineAfterALook(UUID account) {
    bench.board.refresh("trial");
    return status(account) == Status.ONLINE;
  }

  @TestTemplate
  void givesCodeThatNeverReturnsAFewThreadsAndNoMore() throws Exception {
    bench.close();
    bench = lending(SHORT);
    var inside = new AtomicInteger();
    UUID bad =
        connect(
            new Trial("bad")
                .hearing(own -> List.of())
                .publishing(
                    () -> {
                      inside.incrementAndGet();
                      block();
                      return Outcome.delivered("late");
                    }));
    UUID good = connect(new Trial("good").publishing(() -> Outcome.delivered("r")));

    await().atMost(FILLING).until(() -> hangs(bad) && inside.get() == PLACES);

    assertThat(failureOf(publishOn("bad", bad)))
        .hasMessageContaining("has not ended " + PLACES + " of " + PLACES + " calls");
    assertThat(inside).hasValue(PLACES);
    assertThat(hook(bad, 2 * PLACES)).allSatisfy(taken -> assertThat(taken).succeedsWithin(SOON));
    await().atMost(SOON).until(() -> failureOf(publishOn("good", good)) == null);
    mended.countDown();
    await().atMost(SOON).until(() -> failureOf(publishOn("bad", bad)) == null);
  }

  /** Whether one more call fails; its breaker then is as before, for it shall not help here. */
  private boolean hangs(UUID account) throws Exception {
    boolean failed = failureOf(publishOn("bad", account)) != null;
    var line = bench.board.find("bad").flatMap(joined -> joined.line(account));
    line.orElseThrow().condition().succeeded("Answers");
    return failed;
  }

  @TestTemplate
  void takesInFarMoreThanWasAskedForBitByBit() {
    int many = 1_100;
    UUID account =
        connect(
            new Trial("trial")
                .finding(
                    own ->
                        IntStream.range(0, many)
                            .mapToObj(number -> found(own, "item " + number))
                            .toList()));

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> bench.bus.records("item.received").size() >= many);
    bench.desk.disable(account, 1, Bench.ADA);
    assertThat(bench.bus.data(ItemReceived.class))
        .extracting(ItemReceived::guid)
        .hasSize(many)
        .doesNotHaveDuplicates();
  }

  @TestTemplate
  void takesInFarMoreByAWebhookBitByBitAndEachFindOnce() {
    var broken = new AtomicBoolean(true);
    UUID account =
        connect(new Trial("bad").hearing(own -> told(own, 600, broken.getAndSet(false))));

    assertThat(hook(account, 1).get(0)).failsWithin(SOON);
    assertThat(bench.bus.records("crm.changed")).hasSize(500);
    assertThat(hook(account, 1).get(0)).succeedsWithin(SOON);

    assertThat(bench.bus.data(CrmChanged.class))
        .extracting(CrmChanged::lead)
        .hasSize(600)
        .doesNotHaveDuplicates();
  }

  /**
   * @param broken whether something is at their end that does not belong there
   */
  private static List<Found> told(UUID account, int many, boolean broken) {
    Stream<Found> changes =
        IntStream.range(0, many)
            .mapToObj(
                number -> {
                  var lead = new UUID(1, number);
                  var change =
                      new CrmChanged(
                          lead,
                          account,
                          CrmChanged.Status.WON,
                          Optional.empty(),
                          Optional.empty(),
                          Instant.EPOCH);
                  return new Found(lead + ":won", lead.toString(), change);
                });
    return broken
        ? Stream.concat(changes, Stream.of(found(account, "item"))).toList()
        : changes.toList();
  }

  /** So many calls by the system, all at once. */
  private List<CompletableFuture<Void>> hook(UUID account, int many) {
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
      mac.init(new SecretKeySpec(KEY.reveal().getBytes(UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whoever interrupts it is not heard. */
  private void block() {
    while (mended.getCount() > 0) {
      try {
        mended.await();
      } catch (InterruptedException e) {
        continue;
      }
    }
  }

  private static Found found(UUID account, String guid) {
    URI address = URI.create("https://example.org/");
    var item =
        new ItemReceived(account, guid, address, "Title", "", Optional.empty(), Instant.EPOCH);
    return new Found(guid, account.toString(), item);
  }

  private UUID connect(Trial connector) {
    return connect(connector, "");
  }

  private UUID connect(Trial connector, String words) {
    bench.board.join(connector);
    return add(connector.id, connector.id, words);
  }

  private UUID add(String connector, String name, String words) {
    return bench
        .desk
        .create(Bench.input(connector, name, Map.of("words", words)), Bench.ADA)
        .account()
        .id();
  }

  private Status status(UUID account) {
    return bench.desk.find(account).orElseThrow().account().status();
  }

  private void publish(UUID account) throws Exception {
    Throwable failure = failureOf(publishOn("trial", account));
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  /** What it failed with; one that comes to no end at all is this test's own failure. */
  private static @Nullable Throwable failureOf(CompletableFuture<?> work) throws Exception {
    return work.handle((done, failure) -> failure).get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  private CompletableFuture<Void> publishOn(String connector, UUID account) {
    var post = Bench.post(account);
    return bench.readers.stream()
        .filter(reader -> reader.subscription().group().startsWith(connector + ".publish"))
        .findFirst()
        .orElseThrow()
        .read(new Delivery(post, 1, false))
        .toCompletableFuture();
  }

  record Settings(@Nullable String words) {}

  /** A connector of which each part can be made bad. */
  private static final class Trial implements Connector<Settings> {
    private final String id;
    private final Map<String, Supplier<?>> doing = new ConcurrentHashMap<>();
    private Consumer<String> laying = words -> {};
    private @Nullable Function<UUID, List<Found>> finding;
    private Runnable starting = () -> {};
    private @Nullable Function<UUID, List<Found>> hearing;

    Trial(String id) {
      this.id = id;
    }

    Trial publishing(Supplier<Outcome> work) {
      doing.put("publish", work);
      return this;
    }

    Trial explaining(Supplier<Optional<ParleyException>> work) {
      doing.put("explain", work);
      return this;
    }

    Trial laying(Consumer<String> work) {
      laying = work;
      return this;
    }

    Trial starting(Runnable work) {
      starting = work;
      return this;
    }

    Trial hearing(Function<UUID, List<Found>> work) {
      hearing = work;
      return this;
    }

    Trial finding(Function<UUID, List<Found>> work) {
      finding = work;
      return this;
    }

    @Override
    public Descriptor descriptor() {
      Descriptor descriptor = Descriptor.of(id, id, Kind.SOCIAL).can(PUBLISH, Repeat.keyed());
      descriptor = hearing != null ? descriptor.has(CRM_CHANGES) : descriptor;
      return finding == null ? descriptor : descriptor.has(FEED_IN);
    }

    @Override
    public Class<Settings> settings() {
      return Settings.class;
    }

    @Override
    public void routes(Routes routes, Settings settings) {
      laying.accept(settings.words() == null ? "" : settings.words());
      routes.sink(PUBLISH).process(new Publishing());
      if (hearing != null) {
        UUID account = routes.account();
        routes
            .webhook(CRM_CHANGES, Signature.hub(KEY))
            .process(
                exchange -> exchange.getMessage().setBody(requireNonNull(hearing).apply(account)));
      }
      if (finding != null) {
        UUID account = routes.account();
        routes
            .poll(FEED_IN, Duration.ofMillis(100))
            .process(
                exchange ->
                    exchange
                        .getMessage()
                        .setBody(Polled.of(requireNonNull(finding).apply(account), "c")));
      }
    }

    /** Started with its route. */
    private final class Publishing extends ServiceSupport implements Processor {
      @Override
      protected void doStart() {
        starting.run();
      }

      @Override
      public void process(Exchange exchange) {
        exchange.getMessage().setBody(publish());
      }
    }

    private Object publish() {
      Supplier<?> work = doing.get("publish");
      return work == null ? Outcome.delivered("r") : work.get();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Optional<ParleyException> explain(Throwable failure) {
      Supplier<?> work = doing.get("explain");
      return work == null ? Optional.empty() : (Optional<ParleyException>) work.get();
    }
  }
}
