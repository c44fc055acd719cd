// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.awaitility.Awaitility.await;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.parley.api.Fault;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Account.Status;
import org.parley.api.accounts.AccountDesk;
import org.parley.api.accounts.AccountInput;
import org.parley.api.accounts.AppInput;
import org.parley.api.accounts.Apps;
import org.parley.api.accounts.Networks;
import org.parley.api.accounts.SignIns;
import org.parley.api.accounts.Webhooks;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.OutwardReader;
import org.parley.api.bus.OutwardReader.Delivery;
import org.parley.api.bus.OutwardReader.Parked;
import org.parley.api.bus.RecordData;
import org.parley.api.security.Caller;
import org.parley.api.security.Role;
import org.parley.api.store.Leases;
import org.parley.api.web.FormFields;
import org.parley.camel.internal.WiredContexts;
import org.parley.connector.Connector;
import org.parley.connector.ContextPart;
import org.parley.connectors.internal.AppOffice;
import org.parley.connectors.internal.Catalogue;
import org.parley.connectors.internal.Desk;
import org.parley.connectors.internal.Hooks;
import org.parley.connectors.internal.PublicUrl;
import org.parley.connectors.internal.SignInOffice;
import org.parley.connectors.internal.Switchboard;
import org.parley.testkit.RecordingBus;
import org.parley.testkit.TestStore;

/**
 * The connectors' runtime as it runs in the hub, on a real database; only the bus is fed by hand
 * and keeps what is said.
 */
public final class TrialHub implements AutoCloseable {
  private static final Caller TESTER =
      new Caller(new UUID(1, 1), Caller.Kind.USER, "tester", Set.of(Role.ADMINISTRATOR));

  private final TestStore store = TestStore.open(TestStore.Kind.DERBY, "connectors");
  private final RecordingBus bus = new RecordingBus();
  private final List<OutwardReader> readers = new CopyOnWriteArrayList<>();
  private final Set<String> barred = ConcurrentHashMap.newKeySet();
  private final Map<URI, byte[]> pages = new ConcurrentHashMap<>();
  private final Consumer<Duration> forward;
  private final Switchboard board;
  private final Desk desk;
  private final SignIns signIns;
  private final Apps apps;

  /** In the time of the world, so long as it is not put forward. */
  public TrialHub() {
    this(new RunningClock());
  }

  private TrialHub(RunningClock clock) {
    this(
        clock,
        clock::putForward,
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var thread = new Thread(task, "trial-clock");
              thread.setDaemon(true);
              return thread;
            }),
        Duration.ofMinutes(1));
  }

  /**
   * In a time of its own.
   *
   * @param longestCall how long a connector's route may take, in the time of the world
   */
  TrialHub(TrialTime time, Duration longestCall) {
    this(time.clock(), time::advance, time, longestCall);
  }

  private TrialHub(
      Clock clock,
      Consumer<Duration> forward,
      ScheduledExecutorService clockwork,
      Duration longestCall) {
    this.forward = forward;
    board =
        new Switchboard(
            store.store(),
            Leases.ofOnlyHub(),
            bus,
            new VaultInMemory(),
            new WiredContexts(),
            validator(),
            this::offer,
            this::ask,
            this::fetch,
            new PublicUrl("https://hub.example"),
            clock,
            clockwork,
            longestCall);
    desk = new Desk(board, new SilentAudit());
    signIns = new SignInOffice(board, new SilentAudit());
    apps = new AppOffice(board, new SilentAudit());
  }

  /**
   * Joins a connector unless it is there, and connects an account of it; returns once the system
   * was seen.
   */
  public UUID connect(Connector<?> connector, Map<String, Object> settings) {
    String id = connector.descriptor().id();
    if (new Catalogue(board).find(id).isEmpty()) {
      join(connector);
    }
    var input =
        new AccountInput(id, id + " " + UUID.randomUUID(), Map.copyOf(settings), null, null);
    UUID account = desk.create(input, TESTER).account().id();
    await()
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> account(account).status() != Status.STARTING);
    return account;
  }

  /** Enters the app that a connector's vendor demands, as an administrator does once. */
  public void enterApp(String connector, String clientId, String secret) {
    apps.create(new AppInput(connector, null, "Trial", clientId, secret), TESTER);
  }

  /**
   * Signs an account in as a person with a browser does who agrees to everything; the vendor is the
   * test's to play.
   *
   * @param answer what the vendor sends back with the browser, such as a code; the state is added
   * @return what is to be done next
   */
  public SignIns.Step signIn(UUID account, Map<String, String> answer) {
    var go = (SignIns.Go) signIns.begin(account, Optional.empty(), TESTER);
    Map<String, String> whole = new HashMap<>(answer);
    FormFields.read(go.address().getRawQuery())
        .map(asked -> asked.getOrDefault("state", List.of("")).get(0))
        .ifPresent(state -> whole.put("state", state));
    return signIns.arrive(whole, TESTER);
  }

  /** How accounts are signed in. */
  public SignIns signIns() {
    return signIns;
  }

  /** Bars the way to a host, as the hub's gate bars private networks; all others are open. */
  public void bar(String host) {
    barred.add(host);
  }

  /** What the hub finds at an address that it fetches itself, as the certificate of a signer. */
  public void stands(URI address, byte[] content) {
    pages.put(address, content.clone());
  }

  private byte[] fetch(URI address) {
    byte[] there = pages.get(address);
    if (there == null) {
      throw new ParleyException(Fault.REMOTE, "Nothing stands at '" + address + "'");
    }
    return there;
  }

  /** Puts the hub's clock forward, past what a system remembers or a window that it has closed. */
  public void pass(Duration time) {
    forward.accept(time);
  }

  private void ask(URI address) {
    if (barred.contains(address.getHost())) {
      throw new InvalidInput("address", "'" + address + "' leads into a private network");
    }
  }

  public void join(Connector<?> connector) {
    board.join(connector);
  }

  public void leave(Connector<?> connector) {
    board.leave(connector);
  }

  /** Puts something into the context of each connector that joins from now on. */
  void add(ContextPart part) {
    board.addPart(part);
  }

  /** Whether something is handed over for an account. */
  boolean handsOverFor(UUID account) {
    return readers.stream()
        .anyMatch(reader -> reader.subscription().group().contains(account.toString()));
  }

  /** Forgets an account. */
  void forget(UUID account) {
    desk.remove(account, TESTER);
  }

  /** How an account does. */
  public Account account(UUID id) {
    return desk.find(id).orElseThrow().account();
  }

  /** What was said on the bus. */
  public RecordingBus bus() {
    return bus;
  }

  public AccountDesk desk() {
    return desk;
  }

  public Webhooks webhooks() {
    return new Hooks(board);
  }

  public Networks networks() {
    return new Catalogue(board);
  }

  /** A record about something, as a core bundle would write it. */
  public static BusRecord record(UUID subject, RecordData data) {
    Instant now = Instant.now();
    return new BusRecord(
        Ids.next(now),
        "/test",
        subject.toString(),
        now,
        subject.toString(),
        Optional.empty(),
        data);
  }

  /** Hands a record to whoever reads its type, once, as the bus does the first time. */
  public CompletableFuture<Void> deliver(BusRecord record) {
    return deliver(new Delivery(record, 1, false));
  }

  /** Makes one attempt to deliver a record. */
  public CompletableFuture<Void> deliver(Delivery delivery) {
    CompletableFuture<?>[] all =
        readers.stream()
            .filter(reader -> reader.subscription().types().contains(delivery.record().type()))
            .map(reader -> reader.read(delivery).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    if (all.length == 0) {
      throw new IllegalStateException("Nobody reads '" + delivery.record().type() + "'");
    }
    return CompletableFuture.allOf(all);
  }

  /** Gives a record up, as the bus does. */
  void park(BusRecord record, Fault fault, String reason) {
    var parked = new Parked(record, fault, reason);
    store
        .store()
        .inTransaction(
            transaction -> {
              readers.stream()
                  .filter(reader -> reader.subscription().types().contains(record.type()))
                  .forEach(reader -> reader.parked(transaction, parked));
              return parked;
            });
  }

  /** Delivers a record again and again, at once, until it is done with; as the bus does in time. */
  public void deliverUntilDone(BusRecord record) {
    int[] attempt = {0};
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> isDone(new Delivery(record, ++attempt[0], false)));
  }

  private boolean isDone(Delivery delivery) {
    return deliver(delivery).handle((done, failure) -> failure == null).join();
  }

  @Override
  public void close() {
    board.close();
    store.close();
  }

  private Runnable offer(OutwardReader reader) {
    readers.add(reader);
    return () -> readers.remove(reader);
  }

  private static Validator validator() {
    return Validation.byProvider(HibernateValidator.class)
        .configure()
        .messageInterpolator(new ParameterMessageInterpolator())
        .buildValidatorFactory()
        .getValidator();
  }
}
