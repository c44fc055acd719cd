// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.osgi.service.component.annotations.Component;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.Repeat;
import org.parley.connector.Connector;
import org.parley.connector.NoSettings;
import org.parley.connector.Outcome;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;

/** Carries the edition of its jar in its name, so that whoever lists it sees which one is live. */
@Component
public final class TrialConnector implements Connector<NoSettings> {
  private final Descriptor descriptor =
      Descriptor.of("trial", "Trial " + edition(), Kind.SOCIAL)
          .summary("Is deployed, replaced and removed", "Wird eingespielt, ersetzt und entfernt")
          .can(Capability.PUBLISH, Repeat.keyed());

  @Override
  public Descriptor descriptor() {
    return descriptor;
  }

  @Override
  public SettingsType<NoSettings> settings() {
    return SettingsType.of(NoSettings.class);
  }

  @Override
  public void routes(Routes routes, NoSettings settings) {
    routes.check().log("Nobody is on the other side");
    routes.sink(Capability.PUBLISH).transform().constant(Outcome.delivered("trial"));
  }

  private static String edition() {
    try (InputStream in = TrialConnector.class.getResourceAsStream("edition.txt")) {
      return new String(requireNonNull(in).readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
