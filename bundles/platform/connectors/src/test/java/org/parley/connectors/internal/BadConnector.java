// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.util.Objects.requireNonNull;
import static org.parley.api.connectors.Capability.CRM_CHANGES;
import static org.parley.api.connectors.Capability.FEED_IN;
import static org.parley.api.connectors.Capability.PUBLISH;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.Repeat;
import org.parley.connector.Connector;
import org.parley.connector.Found;
import org.parley.connector.Outcome;
import org.parley.connector.Polled;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;
import org.parley.connector.Signature;

/** A connector of which each part can be made bad. */
final class BadConnector implements Connector<BadConnector.Settings> {
  static final Secret KEY = new Secret("0123456789abcdef");

  private final String id;
  private final Map<String, Supplier<?>> doing = new ConcurrentHashMap<>();
  private Consumer<String> laying = words -> {};
  private @Nullable Function<UUID, List<Found>> finding;
  private @Nullable Runnable checking;
  private Runnable starting = () -> {};
  private Runnable ending = () -> {};
  private @Nullable Function<UUID, List<Found>> hearing;

  BadConnector(String id) {
    this.id = id;
  }

  /** Where it is made of such words something is done, as nobody can hand it anything else. */
  static final Map<String, Runnable> MAKING = new ConcurrentHashMap<>();

  record Settings(@Nullable String words) {
    Settings {
      MAKING.getOrDefault(words == null ? "" : words, () -> {}).run();
    }
  }

  String id() {
    return id;
  }

  BadConnector publishing(Supplier<Outcome> work) {
    doing.put("publish", work);
    return this;
  }

  BadConnector explaining(Supplier<Optional<ParleyException>> work) {
    doing.put("explain", work);
    return this;
  }

  BadConnector laying(Consumer<String> work) {
    laying = work;
    return this;
  }

  BadConnector checking(Runnable work) {
    checking = work;
    return this;
  }

  BadConnector starting(Runnable work) {
    starting = work;
    return this;
  }

  BadConnector ending(Runnable work) {
    ending = work;
    return this;
  }

  BadConnector hearing(Function<UUID, List<Found>> work) {
    hearing = work;
    return this;
  }

  BadConnector finding(Function<UUID, List<Found>> work) {
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
  public SettingsType<Settings> settings() {
    return SettingsType.of(Settings.class);
  }

  @Override
  public void routes(Routes routes, Settings settings) {
    laying.accept(settings.words() == null ? "" : settings.words());
    routes.sink(PUBLISH).process(new Publishing());
    if (checking != null) {
      routes.check().process(this::check);
    }
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
    protected void doStop() {
      ending.run();
    }

    @Override
    public void process(Exchange exchange) {
      exchange.getMessage().setBody(publish());
    }
  }

  private void check(Exchange exchange) {
    requireNonNull(checking).run();
    exchange.getMessage().setBody("There");
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
