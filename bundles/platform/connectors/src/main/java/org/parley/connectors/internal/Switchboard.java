// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import jakarta.validation.Validator;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.parley.api.Busy;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.bus.Bus;
import org.parley.api.bus.OutwardReader;
import org.parley.api.connectors.Connectors.Source;
import org.parley.api.connectors.Descriptor;
import org.parley.api.profiles.Profiles;
import org.parley.api.security.Vault;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;
import org.parley.api.web.Fetcher;
import org.parley.api.web.Readiness;
import org.parley.connector.CamelContexts;
import org.parley.connector.Connector;
import org.parley.connector.ContextPart;
import org.parley.connectors.internal.Hub.Outside;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes up connectors as they come, lets go of them as they leave, and joins their accounts. */
@Component(service = Switchboard.class, immediate = true, configurationPid = ConnectorsSettings.PID)
@ConnectorsSettings
public final class Switchboard {
  private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);
  private static final long SECONDS_BETWEEN_LOOKS = 10;
  private static final long MINUTES_BETWEEN_TENDINGS = 1;
  private static final Duration SOON = Duration.ofSeconds(1);

  private final ExecutorService threads = Executors.newCachedThreadPool(named("connectors"));
  private final ScheduledExecutorService clockwork;
  private final Map<String, Joined<?>> joined = new ConcurrentHashMap<>();
  private final Map<Connector<?>, Source> sources = new ConcurrentHashMap<>();
  private final List<ContextPart> parts = new CopyOnWriteArrayList<>();
  private final CamelContexts contexts;
  private final Validator validator;
  private final Leave leave = new Leave();
  private final Hub hub;
  private final OldRows oldRows;

  /** Outside a framework there is none, and nothing is to come. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable Readiness readiness;

  @Activate
  public Switchboard(
      ConnectorsSettings settings,
      @Reference(target = "(room=connectors)") Store store,
      @Reference Leases leases,
      @Reference Bus bus,
      @Reference Vault vault,
      @Reference CamelContexts contexts,
      @Reference Validator validator,
      @Reference Fetcher fetcher,
      @Reference PublicUrl url,
      BundleContext bundle) {
    this(
        store,
        leases,
        bus,
        vault,
        contexts,
        validator,
        reader -> offer(bundle, reader),
        new Outside(fetcher::check, address -> fetched(fetcher, address), url),
        Clock.systemUTC(),
        Limits.of(settings));
  }

  /**
   * Outside a framework, as in a test, which may move time on.
   *
   * @param outlets offers a reader to the bus; what it gives takes the reader back
   * @param gate throws {@link org.parley.api.InvalidInput} where the hub must not go
   * @param fetch reads what stands at an address
   * @param url where the hub is said to be reached
   * @param clockwork rings when the clock comes to the hour
   * @param longestCall how long a route may take, in the time of the world
   */
  public Switchboard(
      Store store,
      Leases leases,
      Bus bus,
      Vault vault,
      CamelContexts contexts,
      Validator validator,
      Function<OutwardReader, Runnable> outlets,
      Consumer<URI> gate,
      Function<URI, byte[]> fetch,
      PublicUrl url,
      Clock clock,
      ScheduledExecutorService clockwork,
      Duration longestCall) {
    this(
        store,
        leases,
        bus,
        vault,
        contexts,
        validator,
        outlets,
        new Outside(gate, fetch, url),
        clock,
        clockwork,
        Limits.ofCall(longestCall));
  }

  /**
   * @param outside the world around the hub
   * @param limits of what a connector may hold
   */
  Switchboard(
      Store store,
      Leases leases,
      Bus bus,
      Vault vault,
      CamelContexts contexts,
      Validator validator,
      Function<OutwardReader, Runnable> outlets,
      Outside outside,
      Clock clock,
      Limits limits) {
    this(
        store,
        leases,
        bus,
        vault,
        contexts,
        validator,
        outlets,
        outside,
        clock,
        Executors.newSingleThreadScheduledExecutor(named("connectors-clock")),
        limits);
  }

  private Switchboard(
      Store store,
      Leases leases,
      Bus bus,
      Vault vault,
      CamelContexts contexts,
      Validator validator,
      Function<OutwardReader, Runnable> outlets,
      Outside outside,
      Clock clock,
      ScheduledExecutorService clockwork,
      Limits limits) {
    this.contexts = contexts;
    this.clockwork = clockwork;
    this.validator = validator;
    hub =
        new Hub(
            store,
            leases,
            new Turns(leases),
            bus,
            vault,
            clock,
            threads,
            clockwork,
            outlets::apply,
            leave,
            limits,
            outside,
            Vendor.client(threads),
            new SharedLedger(store, clock, threads, clockwork));
    oldRows = new OldRows(hub);
    hub.budgets().start();
    clockwork.scheduleWithFixedDelay(
        this::lookAgain, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    clockwork.scheduleWithFixedDelay(
        this::tend, MINUTES_BETWEEN_TENDINGS, MINUTES_BETWEEN_TENDINGS, TimeUnit.MINUTES);
  }

  @Deactivate
  public void close() {
    joined.values().forEach(Joined::stop);
    joined.clear();
    hub.budgets().close();
    clockwork.shutdownNow();
    threads.shutdown();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "askNoMore")
  public void askOf(Profiles profiles) {
    leave.askOf(profiles);
  }

  void askNoMore(Profiles profiles) {
    leave.askNoMore(profiles);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addPart(ContextPart part) {
    parts.add(part);
  }

  void removePart(ContextPart part) {
    parts.remove(part);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "leave")
  void arrive(Connector<?> connector, ServiceReference<Connector<?>> from) {
    Bundle bundle = from.getBundle();
    sources.put(connector, new Source(bundle.getSymbolicName(), bundle.getVersion().toString()));
    join(connector);
  }

  public void join(Connector<?> connector) {
    String id = connector.descriptor().id();
    var taken = new Joined<>(connector, contexts, parts, validator, hub);
    Joined<?> before = joined.put(id, taken);
    if (before != null) {
      before.stop();
    }
    LOG.info("Connector '{}' is there", id);
    threads.execute(() -> tryToServe(taken));
  }

  public void leave(Connector<?> connector) {
    sources.remove(connector);
    joined.values().stream()
        .filter(each -> each.connector() == connector)
        .forEach(
            gone -> {
              joined.remove(gone.descriptor().id(), gone);
              gone.stop();
              LOG.info("Connector '{}' has left", gone.descriptor().id());
            });
  }

  Hub hub() {
    return hub;
  }

  List<Descriptor> descriptors() {
    return joined.values().stream()
        .map(Joined::descriptor)
        .sorted(Comparator.comparing(Descriptor::id))
        .toList();
  }

  /**
   * The connector that a caller names.
   *
   * @throws Busy when it may still be to come
   * @throws InvalidInput when there is none
   */
  Joined<?> get(String connector) {
    Joined<?> there = joined.get(connector);
    if (there != null) {
      return there;
    }
    Readiness start = readiness;
    if (start != null && !start.isReady()) {
      throw new Busy("Connector '" + connector + "' may still be starting", SOON);
    }
    throw new InvalidInput("connector", "There is no connector '" + connector + "'");
  }

  Optional<Source> source(String connector) {
    return find(connector).map(Joined::connector).map(sources::get);
  }

  Optional<Joined<?>> find(String connector) {
    return Optional.ofNullable(joined.get(connector));
  }

  /** The line of an account, when it is switched on and its connector is there. */
  Optional<Line> line(StoredAccount account) {
    return find(account.connector()).flatMap(connector -> connector.line(account.id()));
  }

  /** Brings one connector's lines into step with its accounts. */
  void refresh(String connector) {
    find(connector).ifPresent(this::serve);
  }

  private void serve(Joined<?> connector) {
    connector.serve(() -> switchedOn(connector.descriptor().id()));
  }

  /** The accounts of a connector that are switched on. */
  List<StoredAccount> switchedOn(String connector) {
    return hub.store().read(transaction -> AccountRows.switchedOn(transaction, connector));
  }

  /** Another hub may have changed accounts, or the database may be back. */
  private void lookAgain() {
    joined
        .values()
        .forEach(each -> threads.execute(() -> each.unlessServed(() -> tryToServe(each))));
  }

  /** No account's sign-in is to end only because nothing was sent by it. */
  private void tend() {
    threads.execute(this::sweep);
    joined.values().forEach(each -> threads.execute(() -> tryToTend(each)));
  }

  private void sweep() {
    Caught.by(() -> Begun.sweep(hub))
        .ifPresent(failure -> LOG.debug("Sign-ins that are over cannot be swept away", failure));
    Caught.by(oldRows::sweepIfDue)
        .ifPresent(failure -> LOG.debug("What is old is swept away tomorrow", failure));
  }

  private static void tryToTend(Joined<?> connector) {
    Caught.by(connector::tend)
        .ifPresent(
            failure ->
                LOG.debug(
                    "Sign-ins of '{}' cannot be seen to", connector.descriptor().id(), failure));
  }

  private void tryToServe(Joined<?> connector) {
    String id = connector.descriptor().id();
    Caught.by(() -> serve(connector))
        .ifPresent(
            failure -> {
              if (failure instanceof ParleyException) {
                LOG.debug("Accounts of '{}' cannot be looked at", id, failure);
              } else {
                LOG.warn("Connector '{}' cannot be served", id, failure);
              }
            });
  }

  private static byte[] fetched(Fetcher fetcher, URI address) {
    Fetcher.Fetched there = fetcher.fetch(Fetcher.Wanted.of(address));
    if (there.status() != HttpURLConnection.HTTP_OK) {
      throw new ParleyException(
          Fault.REMOTE, "'" + address + "' answered with status '" + there.status() + "'");
    }
    return there.body();
  }

  private static Runnable offer(BundleContext bundle, OutwardReader reader) {
    ServiceRegistration<?> offered = bundle.registerService(OutwardReader.class, reader, null);
    return () -> {
      try {
        offered.unregister();
      } catch (IllegalStateException e) {
        LOG.debug("The framework was quicker", e);
      }
    };
  }

  private static ThreadFactory named(String name) {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      // else that of the connector at whose bidding it is made, which it would outlive
      thread.setContextClassLoader(Switchboard.class.getClassLoader());
      return thread;
    };
  }
}
