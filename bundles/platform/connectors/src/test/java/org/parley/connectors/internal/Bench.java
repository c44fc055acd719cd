// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.util.Objects.requireNonNull;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.Secret;
import org.parley.api.accounts.AccountDetail;
import org.parley.api.accounts.AccountInput;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.OutwardReader;
import org.parley.api.bus.OutwardReader.Delivery;
import org.parley.api.bus.RecordData;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.campaigns.Teaser;
import org.parley.api.security.ActionTaken;
import org.parley.api.security.Audit;
import org.parley.api.security.Caller;
import org.parley.api.security.Role;
import org.parley.api.security.Vault;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.camel.internal.WiredContexts;
import org.parley.connector.Connector;
import org.parley.testkit.RecordingBus;

/** The runtime on a real store and real contexts, its readers fed by hand. */
final class Bench implements AutoCloseable {
  static final Caller ADA =
      new Caller(new UUID(1, 1), Caller.Kind.USER, "ada", Set.of(Role.ADMINISTRATOR));

  final RecordingBus bus = new RecordingBus();
  final List<OutwardReader> readers = new CopyOnWriteArrayList<>();
  final Map<String, Secret> vault = new ConcurrentHashMap<>();

  /** Where the hub must not go, by host. */
  final Set<String> closed = ConcurrentHashMap.newKeySet();

  final Switchboard board;
  final Desk desk;
  final SignInOffice signIns;
  final AppOffice apps;

  Bench(Store store) {
    this(store, Clock.systemUTC());
  }

  Bench(Store store, Clock clock) {
    this(store, Leases.ofOnlyHub(), clock);
  }

  /** One of several hubs. */
  Bench(Store store, Leases leases, Clock clock) {
    this(store, leases, clock, Limits.ofCall(Duration.ofMinutes(1)));
  }

  /** One that lends connectors so much and no more. */
  Bench(Store store, Leases leases, Clock clock, Limits limits) {
    board =
        new Switchboard(
            store,
            leases,
            bus,
            new MapVault(),
            new WiredContexts(),
            validator(),
            this::offer,
            Hub.Outside.of(this::ask, new PublicUrl("https://hub.example/")),
            clock,
            limits);
    desk = new Desk(board, new NoAudit());
    signIns = new SignInOffice(board, new NoAudit());
    apps = new AppOffice(board, new NoAudit());
  }

  private void ask(URI address) {
    if (closed.contains(address.getHost())) {
      throw new InvalidInput("address", "'" + address + "' leads into a private network");
    }
  }

  static Validator validator() {
    return Validation.byProvider(HibernateValidator.class)
        .configure()
        .messageInterpolator(new ParameterMessageInterpolator())
        .buildValidatorFactory()
        .getValidator();
  }

  /** Joins a connector and connects one account of it. */
  AccountDetail connect(Connector<?> connector, Map<String, Object> settings) {
    board.join(connector);
    return desk.create(input(connector.descriptor().id(), "Trial", settings), ADA);
  }

  static AccountInput input(String connector, String name, Map<String, Object> settings) {
    return new AccountInput(connector, name, Map.copyOf(settings), null, null);
  }

  CompletableFuture<Void> read(BusRecord record) {
    return read(new Delivery(record, 1, false));
  }

  CompletableFuture<Void> read(Delivery delivery) {
    return reader(delivery.record().type()).read(delivery).toCompletableFuture();
  }

  OutwardReader reader(String type) {
    return readers.stream()
        .filter(each -> each.subscription().types().contains(type))
        .findFirst()
        .orElseThrow();
  }

  static BusRecord post(UUID account) {
    return post(account, "Hello, O'Brien \uD83D\uDC4B");
  }

  static BusRecord post(UUID account, String text) {
    UUID post = Ids.next(Instant.now());
    return record(post, new PostRequested(post, account, "trial", teaser(text)));
  }

  static Teaser teaser(String text) {
    return new Teaser(
        text,
        Locale.ENGLISH,
        Optional.of(URI.create("https://p.example/a")),
        Optional.empty(),
        List.of(),
        List.of());
  }

  static BusRecord record(UUID subject, RecordData data) {
    return BusRecord.of("/test", subject.toString(), Instant.now(), data);
  }

  @Override
  public void close() {
    board.close();
  }

  private Runnable offer(OutwardReader reader) {
    readers.add(reader);
    return () -> readers.remove(reader);
  }

  private final class MapVault implements Vault {
    @Override
    public Optional<Secret> find(String name) {
      return Optional.ofNullable(vault.get(name));
    }

    @Override
    public void put(String name, Secret secret) {
      vault.put(name, requireNonNull(secret));
    }

    @Override
    public void forget(String name) {
      vault.remove(name);
    }

    @Override
    public int rotate() {
      return 0;
    }
  }

  private static final class NoAudit implements Audit {
    @Override
    public void note(
        Transaction transaction, Caller by, String action, String subject, String detail) {}

    @Override
    public Paged<ActionTaken> list(PageRequest page) {
      return Paged.last(List.of());
    }
  }
}
