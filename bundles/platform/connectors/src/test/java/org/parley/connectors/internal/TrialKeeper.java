// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.MessageRules;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextUnit;
import org.parley.connector.Connector;
import org.parley.connector.NoSettings;
import org.parley.connector.Outcome;
import org.parley.connector.Outgoing;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;

/**
 * A made-up system that does all that can be asked of one, and keeps what it was handed.
 *
 * @param handed in order
 */
record TrialKeeper(List<Handed> handed) implements Connector<NoSettings> {
  private static final List<Capability> SINKS =
      List.of(
          Capability.PUBLISH,
          Capability.EDIT,
          Capability.DELETE,
          Capability.REPLY,
          Capability.DIRECT_MESSAGE,
          Capability.SUPPRESSION,
          Capability.CONTACT_UPSERT);

  TrialKeeper() {
    this(new CopyOnWriteArrayList<>());
  }

  /** What it was handed, and for what. */
  record Handed(Capability what, Outgoing<?> outgoing) {}

  @Override
  public Descriptor descriptor() {
    Descriptor keeper =
        Descriptor.of("keeper", "Keeper", Kind.SOCIAL)
            .text(TextRules.of(TextUnit.GRAPHEMES, 20))
            .messages(MessageRules.of(MessageRules.Reach.WHO_WROTE).and(TextUnit.UTF16, 20));
    for (Capability sink : SINKS) {
      keeper = keeper.can(sink, Repeat.unsafe());
    }
    return keeper;
  }

  @Override
  public SettingsType<NoSettings> settings() {
    return SettingsType.of(NoSettings.class);
  }

  @Override
  public void routes(Routes routes, NoSettings settings) {
    for (Capability sink : SINKS) {
      routes.sink(sink).setBody(exchange -> take(sink, exchange));
    }
  }

  private Outcome take(Capability sink, Exchange exchange) {
    handed.add(new Handed(sink, exchange.getMessage().getBody(Outgoing.class)));
    String name = sink + "-" + handed.size();
    return Outcome.delivered(name, URI.create("https://keeper.example/" + name));
  }
}
