// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.unruly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.parley.api.connectors.Capability.FEED_IN;
import static org.parley.api.connectors.Capability.PUBLISH;

import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.parley.api.ParleyException;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.Repeat;
import org.parley.connector.Connector;
import org.parley.connector.Outgoing;
import org.parley.connector.Poll;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;

/** Publishes on the experiment's own network, and misbehaves as its accounts are told. */
@Component(service = Connector.class)
public final class UnrulyConnector implements Connector<UnrulyConnector.Settings> {
  private static final Duration PACE = Duration.ofMillis(200);

  private final String edition = edition();

  /**
   * @param address of the network
   */
  record Settings(@NotNull @Nullable URI address, @NotNull @Nullable Behaviour behaviour) {}

  @Override
  public Descriptor descriptor() {
    return Descriptor.of("unruly", "Unruly " + edition, Kind.SOCIAL)
        .summary("Blocks, leaks, throws and floods", "Blockiert, leckt, wirft und überflutet")
        .can(PUBLISH, Repeat.keyed())
        .has(FEED_IN);
  }

  @Override
  public SettingsType<Settings> settings() {
    return SettingsType.of(Settings.class);
  }

  @Override
  public void routes(Routes routes, Settings settings) {
    boolean bad = edition.equals("bad");
    var way = bad ? requireNonNull(settings.behaviour()) : Behaviour.GOOD;
    var deeds = new Deeds(requireNonNull(settings.address()), way, routes.account());
    routes
        .sink(PUBLISH)
        .process(
            exchange ->
                exchange
                    .getMessage()
                    .setBody(deeds.publish(exchange.getMessage().getBody(Outgoing.class))));
    routes.poll(FEED_IN, PACE).transform().body(Poll.class, deeds::poll);
  }

  @Override
  public Optional<ParleyException> explain(Throwable failure) {
    if (failure instanceof IllegalStateException) {
      throw new NoClassDefFoundError("The class that would explain it");
    }
    return Optional.empty();
  }

  private static String edition() {
    try (InputStream in = UnrulyConnector.class.getResourceAsStream("edition.txt")) {
      return new String(requireNonNull(in).readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
