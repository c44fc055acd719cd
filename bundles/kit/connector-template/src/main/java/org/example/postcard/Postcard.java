// SPDX-License-Identifier: Apache-2.0
// [whole]
package org.example.postcard;

import static org.parley.api.connectors.Capability.PUBLISH;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.osgi.service.component.annotations.Component;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.Repeat;
import org.parley.connector.Connector;
import org.parley.connector.Label;
import org.parley.connector.Outcome;
import org.parley.connector.Outgoing;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;

/** Hands each post over as plain text. */
@Component(service = Connector.class)
public final class Postcard implements Connector<Postcard.Settings> {
  record Settings(@Label(en = "Address", de = "Adresse") @NotNull URI address) {}

  record Card(String id) {}

  @Override
  public Descriptor descriptor() {
    return Descriptor.of("postcard", "Postcards", Kind.PUBLISHING)
        .summary("Hands posts over as plain text", "Übergibt Beiträge als reinen Text")
        .can(PUBLISH, Repeat.keyed());
  }

  @Override
  public SettingsType<Settings> settings() {
    return SettingsType.of(Settings.class);
  }

  @Override
  public void routes(Routes routes, Settings settings) {
    routes
        .sink(PUBLISH)
        .setHeader("Idempotency-Key")
        .simple("${body.key}")
        .transform()
        .body(Outgoing.class, post -> ((Teaser) post.content()).text())
        .to(settings.address() + "?httpMethod=POST")
        .unmarshal()
        .json(Card.class)
        .transform()
        .body(Card.class, card -> Outcome.delivered(card.id()));
  }
}
// [/whole]
