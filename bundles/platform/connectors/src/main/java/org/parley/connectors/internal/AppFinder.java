// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.parley.api.Conflict;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.Secret;
import org.parley.api.connectors.Client;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.OAuth2;
import org.parley.api.connectors.SignIn;
import org.parley.connectors.internal.Vendor.Reply;

/** Finds the app by which an account signs in, or registers it where the hub can. */
final class AppFinder {
  /** Where vendors send people back to. */
  static final String RETURN = "/oauth/callback";

  private final Hub hub;
  private final PublicUrl url;

  AppFinder(Hub hub) {
    this.hub = hub;
    this.url = hub.outside().url();
  }

  URI redirect() {
    return url.at(RETURN);
  }

  /** Where the hub publishes what it is, for a connector. */
  URI document(String connector) {
    return url.at("/oauth/" + connector + "/client-metadata.json");
  }

  /** The apps that an administrator has entered for such accounts. */
  List<StoredApp> entered(Descriptor connector, Flows flows) {
    Optional<Client> client = Flows.client(connector.signIn());
    if (client.isPresent() && client.get().origin() instanceof Client.Entered entered) {
      String instance =
          entered.instance().map(template -> template.fill(flows.settings())).orElse("");
      return hub.store().read(transaction -> AppRows.of(transaction, connector.id(), instance));
    }
    return List.of();
  }

  /**
   * The app to sign in by.
   *
   * @param named which of several
   * @return empty where there is none to be had, for the account has its own or needs none
   * @throws Conflict when one must be entered or named first
   */
  Optional<StoredApp> find(Descriptor connector, Flows flows, Optional<UUID> named)
      throws CallFailed {
    Optional<Client.Origin> origin = Flows.client(connector.signIn()).map(Client::origin);
    if (origin.isEmpty()) {
      return Optional.empty();
    } else if (origin.get() instanceof Client.Entered) {
      return Optional.of(chosen(connector, entered(connector, flows), named));
    } else if (origin.get() instanceof Client.Registered at) {
      return Optional.of(registered(connector, flows, at));
    } else if (origin.get() instanceof Client.Published) {
      return Optional.of(published(connector));
    }
    return Optional.empty();
  }

  private static StoredApp chosen(
      Descriptor connector, List<StoredApp> apps, Optional<UUID> named) {
    if (apps.isEmpty()) {
      throw new Conflict(
          "No app of " + connector.name() + " is entered; register one there and enter it");
    }
    List<StoredApp> wanted =
        apps.stream().filter(app -> named.isEmpty() || named.get().equals(app.id())).toList();
    if (wanted.isEmpty()) {
      throw new InvalidInput("app", "Is none by which this account can sign in; choose another");
    }
    if (wanted.size() != 1) {
      throw new Conflict("There are several apps of " + connector.name() + "; choose one");
    }
    return wanted.get(0);
  }

  /**
   * One for each instance, for each address to come back to and for each choice of rights, which is
   * what it is registered with.
   */
  private StoredApp registered(Descriptor connector, Flows flows, Client.Registered at)
      throws CallFailed {
    String instance = at.instance().fill(flows.settings());
    if (instance.length() > AppOffice.LONGEST_INSTANCE) {
      throw new Conflict(
          "'%s' is too long for the address of an instance; %d characters are allowed"
              .formatted(instance, AppOffice.LONGEST_INSTANCE));
    }
    String called = name(scopes(connector));
    Optional<StoredApp> known = own(connector, instance, called);
    if (known.isPresent()) {
      return known.get();
    }
    Fillings values =
        flows
            .settings()
            .and(Map.of("hub", "Parley", "redirect", redirect() + "", "scopes", scopes(connector)));
    Map<String, String> said = new LinkedHashMap<>();
    at.parameters().forEach((name, value) -> said.put(name, value.fill(values)));
    URI address = at.address().address(values);
    Client client = Flows.client(connector.signIn()).orElseThrow();
    Reply reply = at.json() ? asJson(flows, address, said, client) : asForm(flows, address, said);
    Optional<String> id =
        reply.text("/client_id").filter(text -> text.length() <= AppOffice.LONGEST_ID);
    if (!reply.isFine() || id.isEmpty()) {
      throw OAuthRefusals.ofTokenAnswer(reply, connector.name(), hub.clock().instant());
    }
    Optional<Secret> secret = reply.text("/client_secret").map(Secret::new);
    return keep(made(connector, instance, new Named(called, id.get()), secret));
  }

  /**
   * What an app is called, by people and by the vendor.
   *
   * @param own within the hub
   */
  private record Named(String own, String client) {}

  private String name(String scopes) {
    return scopes.isEmpty()
        ? redirect().toString()
        : redirect() + " #" + Randoms.hexDigest(scopes).substring(0, 8);
  }

  private Reply asForm(Flows flows, URI address, Map<String, String> said) throws CallFailed {
    Map<String, String> form = new LinkedHashMap<>(said);
    form.put("redirect_uris", redirect().toString());
    return flows.vendor().post(address, Map.of(), form);
  }

  /** As RFC 7591 has it; a server that is not told how the secret is shown expects it as BASIC. */
  private Reply asJson(Flows flows, URI address, Map<String, String> said, Client client)
      throws CallFailed {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("redirect_uris", List.of(redirect().toString()));
    tree.put("grant_types", List.of("authorization_code", "refresh_token"));
    tree.put("response_types", List.of("code"));
    tree.put("token_endpoint_auth_method", word(client.authentication()));
    tree.putAll(said);
    return flows.vendor().postJson(address, tree);
  }

  private static String word(Client.Authentication shown) {
    return switch (shown) {
      case BASIC -> "client_secret_basic";
      case POST -> "client_secret_post";
      case NONE -> "none";
      case PRIVATE_KEY_JWT -> "private_key_jwt";
    };
  }

  private static String scopes(Descriptor connector) {
    return connector.signIn() instanceof OAuth2 oauth ? oauth.scopes().joined() : "";
  }

  /**
   * What the hub publishes about itself; one that nobody can reach from outside uses what such
   * systems keep for programs under development, without a key.
   */
  private StoredApp published(Descriptor connector) {
    return url.isHttps() ? documented(connector) : inDevelopment(connector);
  }

  private StoredApp documented(Descriptor connector) {
    return documentedAs(connector)
        .orElseGet(
            () -> {
              var named = new Named(name(""), document(connector.id()).toString());
              Secret key = Jwts.newKey(Randoms.text());
              return keep(made(connector, "", named, Optional.of(key)));
            });
  }

  private StoredApp inDevelopment(Descriptor connector) {
    String scopes = String.join(" ", scopesOfDocument(connector));
    String id =
        "http://localhost?redirect_uri="
            + URLEncoder.encode(redirect().toString(), UTF_8)
            + "&scope="
            + URLEncoder.encode(scopes, UTF_8);
    return own(connector, "", name(scopes))
        .orElseGet(() -> keep(made(connector, "", new Named(name(scopes), id), Optional.empty())));
  }

  static List<String> scopesOfDocument(Descriptor connector) {
    return connector.signIn() instanceof SignIn.Atproto atproto
        ? Stream.concat(Stream.of("atproto"), atproto.scopes().stream()).toList()
        : List.of();
  }

  /** As what the hub publishes itself. */
  Optional<StoredApp> documentedAs(Descriptor connector) {
    return own(connector, "", name(""));
  }

  private Optional<StoredApp> own(Descriptor connector, String instance, String name) {
    return hub
        .store()
        .read(transaction -> AppRows.of(transaction, connector.id(), instance))
        .stream()
        .filter(app -> app.own() && app.name().equals(name))
        .findFirst();
  }

  private StoredApp made(
      Descriptor connector, String instance, Named named, Optional<Secret> secret) {
    Instant now = hub.clock().instant();
    UUID id = Ids.next(now);
    Optional<String> place = secret.map(any -> StoredApp.nameOfSecret(id));
    place.ifPresent(name -> hub.vault().put(name, secret.get()));
    return new StoredApp(
        id, connector.id(), instance, named.own(), named.client(), place, true, 1, now, now);
  }

  /** Of two hubs that register at once the first counts. */
  private StoredApp keep(StoredApp made) {
    boolean first = hub.store().inTransaction(transaction -> AppRows.insert(transaction, made));
    if (first) {
      return made;
    }
    made.secret().ifPresent(hub.vault()::forget);
    return hub
        .store()
        .read(transaction -> AppRows.of(transaction, made.connector(), made.instance()))
        .stream()
        .filter(app -> app.name().equals(made.name()))
        .findFirst()
        .orElseThrow();
  }
}
