// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution.probe;

import java.net.URI;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.parley.api.connectors.Client;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.OAuth2;
import org.parley.api.connectors.Who;
import org.parley.connector.Connector;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;

/** Within a hub: a club that people sign in at by OpenID Connect, and that can do nothing else. */
public final class Club implements Connector<Club.Settings> {
  private static final String PROTOCOL = "{issuer}/protocol/openid-connect";

  /** Where its members sign in. */
  public record Settings(@Nullable URI issuer) {}

  @Override
  public Descriptor descriptor() {
    return Descriptor.of("club", "Club", Kind.COMMUNITY)
        .summary("A club", "Ein Club")
        .signIn(
            OAuth2.of(
                    OAuth2.Code.at(PROTOCOL + "/auth").issuer("{issuer}"),
                    PROTOCOL + "/token",
                    Client.entered("Ask the club for an app", "Den Club um eine App bitten")
                        .by(Client.Authentication.BASIC),
                    "openid",
                    "profile")
                .who(Who.openId())
                .revocation(PROTOCOL + "/revoke"));
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
        .to(settings.issuer() + "/protocol/openid-connect/userinfo")
        .transform()
        .simple("The club says ${body}");
  }
}
