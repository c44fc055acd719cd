// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.parley.api.connectors.Capability.PUBLISH;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.parley.api.Secret;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.SignIn;
import org.parley.connector.Connector;
import org.parley.connector.Outcome;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;

/** A made-up vendor that is signed in at as its data says. */
record TrialVendor(SignIn scheme) implements Connector<TrialVendor.Settings> {
  record Settings(@NotNull @Nullable URI address, @Nullable Secret key, @Nullable String pace) {}

  @Override
  public Descriptor descriptor() {
    return Descriptor.of("vendor", "Trial vendor", Kind.SOCIAL)
        .can(PUBLISH, Repeat.keyed())
        .signIn(scheme);
  }

  @Override
  public SettingsType<Settings> settings() {
    return SettingsType.of(Settings.class);
  }

  @Override
  public void routes(Routes routes, Settings settings) {
    routes
        .check()
        .setHeader(Exchange.HTTP_METHOD)
        .constant("GET")
        .to(settings.address() + "/me?x=1")
        .convertBodyTo(String.class);
    routes
        .sink(PUBLISH)
        .setBody()
        .constant("{}")
        .to(settings.address() + "/posts?httpMethod=POST")
        .convertBodyTo(String.class)
        .setBody(exchange -> Outcome.delivered(exchange.getMessage().getBody(String.class)));
  }
}
