// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * As what the hub asks a vendor for tokens: the app it is registered as, and how it shows that it
 * is that.
 *
 * @param origin where the app comes from
 * @param authentication how its secret is shown where tokens are asked for
 * @param idName what the vendor calls the parameter with the app's id
 */
public record Client(Origin origin, Authentication authentication, String idName) {
  public Client {
    requireNonNull(origin);
    requireNonNull(authentication);
    requireNonNull(idName);
  }

  /** Where an app comes from. */
  public sealed interface Origin {}

  /**
   * An administrator registers it at the vendor, once for all accounts, and enters what the vendor
   * gave.
   *
   * @param instance whose app it is, where each instance of the system has its own
   * @param help what to do at the vendor, one sentence
   */
  public record Entered(Optional<Template> instance, Text help) implements Origin {
    public Entered {
      requireNonNull(instance);
      requireNonNull(help);
    }
  }

  /**
   * The hub registers itself, once for each instance.
   *
   * @param instance whose app it is
   * @param address where
   * @param json whether as RFC 7591 has it; else as a form, as Mastodon
   * @param parameters what is said, beside the address of return
   */
  public record Registered(
      Template instance, Template address, boolean json, Map<String, Template> parameters)
      implements Origin {
    public Registered {
      requireNonNull(instance);
      requireNonNull(address);
      parameters = Map.copyOf(parameters);
    }
  }

  /** The hub publishes a document on itself, whose address is the app's id, and makes its key. */
  public record Published() implements Origin {}

  /** Each account has its own, in its settings. */
  public record OfSettings(Template id, Template secret) implements Origin {
    public OfSettings {
      requireNonNull(id);
      requireNonNull(secret);
    }
  }

  /** The system knows of no apps. */
  public record NoApp() implements Origin {}

  /** How an app's secret is shown. */
  public enum Authentication {
    /** As name and password of HTTP. */
    BASIC,
    /** As parameters. */
    POST,
    /** There is none. */
    NONE,
    /** By a statement signed with ES256 (RFC 7523); the secret is that key, as a JWK. */
    PRIVATE_KEY_JWT
  }

  /** The settings that say whose app it is. */
  Set<String> settings() {
    if (origin instanceof OfSettings own) {
      return own.id().names();
    } else if (origin instanceof Registered at) {
      return at.instance().names();
    }
    return origin instanceof Entered entered
        ? entered.instance().map(Template::names).orElse(Set.of())
        : Set.of();
  }

  /** Entered by an administrator, its secret among the parameters. */
  public static Client entered(String en, String de) {
    return of(new Entered(Optional.empty(), new Text(en, de)), Authentication.POST);
  }

  /** As Mastodon's servers have it. */
  public static Client mastodon(String instance) {
    var parameters = Map.of("client_name", Template.of("{hub}"), "scopes", Template.of("{scopes}"));
    return of(
        new Registered(
            Template.of(instance), Template.of(instance + "/api/v1/apps"), false, parameters),
        Authentication.POST);
  }

  /** From the settings of the account. */
  public static Client ofSettings(String id, String secret) {
    return of(new OfSettings(Template.of(id), Template.of(secret)), Authentication.POST);
  }

  public static Client none() {
    return of(new NoApp(), Authentication.NONE);
  }

  public static Client of(Origin origin, Authentication authentication) {
    return new Client(origin, authentication, "client_id");
  }

  public Client by(Authentication other) {
    return new Client(origin, other, idName);
  }

  public Client idName(String name) {
    return new Client(origin, authentication, name);
  }
}
