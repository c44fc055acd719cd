// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.parley.connector.SignInRefused.Reason.SCOPE;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Secret;
import org.parley.api.connectors.Client;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.OAuth2;
import org.parley.api.connectors.SignIn;
import org.parley.api.store.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the steps by which an account of a connector signs in. */
final class Flows {
  private static final Logger LOG = LoggerFactory.getLogger(Flows.class);

  private final Descriptor connector;
  private final Fillings settings;
  private final Vendor vendor;
  private final Hub hub;
  private final Nonces nonces = new Nonces();

  Flows(Descriptor connector, Map<String, Object> settings, Hub hub) {
    this.connector = connector;
    this.settings = Fillings.of(settings);
    this.vendor = new Vendor(connector.name(), hub);
    this.hub = hub;
  }

  /** As what the hub asks, where the scheme knows of such a thing. */
  static Optional<Client> client(SignIn scheme) {
    if (scheme instanceof OAuth2 oauth) {
      return Optional.of(oauth.client());
    } else if (scheme instanceof SignIn.OAuth1 oauth) {
      return Optional.of(oauth.client());
    } else if (scheme instanceof SignIn.Atproto) {
      return Optional.of(Client.of(new Client.Published(), Client.Authentication.PRIVATE_KEY_JWT));
    }
    return Optional.empty();
  }

  Fillings settings() {
    return settings;
  }

  Vendor vendor() {
    return vendor;
  }

  /** The parts for requests that are signed in already. */
  FlowParts parts(AppKeys app) {
    return new FlowParts(vendor, filled(app), app, nonces);
  }

  private Fillings filled(AppKeys app) {
    Fillings named = settings.and("hub", "Parley");
    Fillings identified = app.id().isEmpty() ? named : named.and("app.id", app.id());
    return app.secret()
        .map(secret -> identified.and("app.secret", secret.reveal()))
        .orElse(identified);
  }

  /**
   * The steps; empty where there are none, or they are the connector's own.
   *
   * @param redirect where a person comes back to; empty where nobody does
   */
  Optional<Flow> flow(AppKeys app, String redirect) {
    SignIn scheme = connector.signIn();
    FlowParts whole =
        new FlowParts(vendor, filled(app).and(Map.of("redirect", redirect)), app, nonces);
    if (scheme instanceof OAuth2 oauth) {
      var scoped =
          new FlowParts(vendor, whole.values().and("scopes", oauth.scopes().joined()), app, nonces);
      return Optional.of(new OAuth2Flow(oauth, scoped));
    } else if (scheme instanceof SignIn.OAuth1 oauth) {
      return Optional.of(new OAuth1Flow(oauth, whole));
    } else if (scheme instanceof SignIn.Atproto atproto) {
      return Optional.of(new AtprotoFlow(atproto, whole));
    }
    return Optional.empty();
  }

  /** As what an account's tokens were asked for. */
  AppKeys appOf(UUID account) {
    Optional<Client> client = client(connector.signIn());
    if (client.isPresent() && client.get().origin() instanceof Client.OfSettings own) {
      return new AppKeys(
          own.id().fill(settings),
          Optional.of(own.secret().fill(settings)).filter(t -> !t.isEmpty()).map(Secret::new));
    }
    Optional<StoredApp> app =
        hub.store()
            .read(
                transaction ->
                    SignInRows.find(transaction, account).flatMap(row -> find(transaction, row)));
    return app.map(this::keys).orElse(AppKeys.NONE);
  }

  void noteMissingRight(UUID account, String said) {
    Caught.by(
            () ->
                hub.store()
                    .inTransaction(
                        transaction -> {
                          SignInRows.refuse(transaction, account, SCOPE, said);
                          return said;
                        }))
        .ifPresent(failure -> LOG.debug("A missing right is not noted", failure));
  }

  private static Optional<StoredApp> find(Transaction transaction, SignInRows.Stored row) {
    return row.app().flatMap(app -> AppRows.find(transaction, app));
  }

  AppKeys keys(StoredApp app) {
    return new AppKeys(app.client(), app.secret().flatMap(hub.vault()::find));
  }
}
