// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * OAuth 2, as vendors have it.
 *
 * @param grant for what a token is given
 * @param token where it is asked for
 * @param client as what the hub asks
 * @param scopes what is asked for
 * @param renewal how a token is followed by the next
 * @param life how long things hold where the vendor does not say
 * @param longer what a fresh token is exchanged for at once, where the first is short-lived
 * @param proof how requests show the token
 * @param who where the account's own name is learned
 * @param facts what else of the answer the routes need: the fact and its place (RFC 6901)
 * @param choice what one sign-in lets choose among
 * @param revocation where a token is given back (RFC 7009)
 */
public record OAuth2(
    Grant grant,
    Template token,
    Client client,
    Scopes scopes,
    Renewal renewal,
    Life life,
    Optional<Exchange> longer,
    Proof proof,
    Who who,
    Map<String, String> facts,
    Optional<Choice> choice,
    Optional<Template> revocation)
    implements SignIn {
  public OAuth2 {
    requireNonNull(grant);
    requireNonNull(token);
    requireNonNull(client);
    requireNonNull(scopes);
    requireNonNull(renewal);
    requireNonNull(life);
    requireNonNull(longer);
    requireNonNull(proof);
    requireNonNull(who);
    facts = Map.copyOf(facts);
    requireNonNull(choice);
    requireNonNull(revocation);
  }

  /** For what a token is given. */
  public sealed interface Grant {}

  /**
   * A person agrees in a browser.
   *
   * @param authorize where
   * @param pkce whether the code is bound to the hub (RFC 7636, S256)
   * @param pushed where the request is left beforehand (RFC 9126)
   * @param issuer who answers, where the answer says so (RFC 9207) or an OpenID token does
   * @param parameters what else the request says, such as {@code access_type=offline}
   */
  public record Code(
      Template authorize,
      boolean pkce,
      Optional<Template> pushed,
      Optional<Template> issuer,
      Map<String, String> parameters)
      implements Grant {
    public Code {
      requireNonNull(authorize);
      requireNonNull(pushed);
      requireNonNull(issuer);
      parameters = Map.copyOf(parameters);
    }

    public static Code at(String authorize) {
      return new Code(Template.of(authorize), true, Optional.empty(), Optional.empty(), Map.of());
    }

    public Code withoutPkce() {
      return new Code(authorize, false, pushed, issuer, parameters);
    }

    public Code pushed(String address) {
      return new Code(authorize, pkce, Optional.of(Template.of(address)), issuer, parameters);
    }

    public Code issuer(String name) {
      return new Code(authorize, pkce, pushed, Optional.of(Template.of(name)), parameters);
    }

    public Code saying(Map<String, String> more) {
      return new Code(authorize, pkce, pushed, issuer, more);
    }
  }

  /**
   * A person agrees at another device (RFC 8628).
   *
   * @param authorization where the code that is typed in is asked for
   */
  public record Device(Template authorization) implements Grant {
    public Device {
      requireNonNull(authorization);
    }
  }

  /**
   * The app acts for itself.
   *
   * @param parameters what else the request says, such as {@code audience}
   */
  public record Credentials(Map<String, Template> parameters) implements Grant {
    public Credentials {
      parameters = Map.copyOf(parameters);
    }
  }

  /** The hub states whom it acts for (RFC 7523). */
  public record Assertion(Jwt jwt) implements Grant {
    public Assertion {
      requireNonNull(jwt);
    }
  }

  /** By a name and a password of the settings. */
  public record Password(Template user, Template password) implements Grant {
    public Password {
      requireNonNull(user);
      requireNonNull(password);
    }
  }

  /**
   * What is asked for.
   *
   * @param names of the rights
   * @param separator between them, a space unless the vendor wants another
   */
  public record Scopes(List<String> names, String separator) {
    public static final Scopes NONE = new Scopes(List.of(), " ");

    public Scopes {
      names = List.copyOf(names);
      requireNonNull(separator);
    }

    public String joined() {
      return String.join(separator, names);
    }
  }

  /** How a token is followed by the next. */
  public sealed interface Renewal {}

  /**
   * By the refresh token.
   *
   * @param rotates whether each serves once
   */
  public record Refresh(boolean rotates) implements Renewal {}

  /** By asking again as the first time; no person is needed. */
  public record Again() implements Renewal {}

  /** By the token itself, while it holds. */
  public record ByExchange(Exchange exchange) implements Renewal {
    public ByExchange {
      requireNonNull(exchange);
    }
  }

  /** Not at all: it holds for ever, or a person signs in again. */
  public record NoRenewal() implements Renewal {}

  /**
   * A token for a token, asked for with GET.
   *
   * @param parameters of the address; {@code {token}} is what is exchanged
   */
  public record Exchange(Template address, Map<String, Template> parameters) {
    public Exchange {
      requireNonNull(address);
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * How long things hold where the vendor does not say.
   *
   * @param token from when it was given; empty for one that does not end
   * @param renewals from when it was last renewed, until a person must sign in again; empty where
   *     that is not so or not known
   * @param ahead how long before its end a token is renewed
   */
  public record Life(Optional<Duration> token, Optional<Duration> renewals, Duration ahead) {
    /** What the vendor says counts; tokens are renewed a minute before they end. */
    public static final Life AS_TOLD =
        new Life(Optional.empty(), Optional.empty(), Duration.ofMinutes(1));

    public Life {
      requireNonNull(token);
      requireNonNull(renewals);
      requireNonNull(ahead);
    }

    public Life token(Duration span) {
      return new Life(Optional.of(span), renewals, ahead);
    }

    public Life renewals(Duration span) {
      return new Life(token, Optional.of(span), ahead);
    }

    public Life ahead(Duration span) {
      return new Life(token, renewals, span);
    }
  }

  /**
   * The usual: rotating refresh tokens where there is a person, asking again where there is none,
   * {@code Authorization: Bearer}.
   */
  public static OAuth2 of(Grant grant, String token, Client client, String... scopes) {
    boolean person = grant instanceof Code || grant instanceof Device;
    return new OAuth2(
        grant,
        Template.of(token),
        client,
        new Scopes(List.of(scopes), " "),
        person ? new Refresh(true) : new Again(),
        Life.AS_TOLD,
        Optional.empty(),
        Proof.bearer(),
        Who.untold(),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public boolean isPersonal() {
    return grant instanceof Code || grant instanceof Device;
  }

  @Override
  public Set<String> settings() {
    if (!isPersonal()) {
      return Set.of();
    }
    Set<String> names = new HashSet<>(client.settings());
    addresses().forEach(address -> names.addAll(address.names()));
    return names;
  }

  /** Where a token is asked for, or goes before any route is asked. */
  private Stream<Template> addresses() {
    Stream<Template> begun = Stream.empty();
    if (grant instanceof Code code) {
      begun = Stream.concat(Stream.of(code.authorize()), code.pushed().stream());
    } else if (grant instanceof Device device) {
      begun = Stream.of(device.authorization());
    }
    Stream<Template> asked =
        who instanceof Who.Asked place ? Stream.of(place.address()) : Stream.empty();
    Stream<Template> renewed =
        renewal instanceof ByExchange by ? Stream.of(by.exchange().address()) : Stream.empty();
    return Stream.of(
            begun,
            Stream.of(token),
            asked,
            renewed,
            longer.map(Exchange::address).stream(),
            choice.map(Choice::address).stream(),
            revocation.stream())
        .flatMap(Function.identity());
  }

  public OAuth2 scopes(Scopes wanted) {
    return copy(wanted, renewal, life, longer);
  }

  public OAuth2 renewal(Renewal way) {
    return copy(scopes, way, life, longer);
  }

  public OAuth2 life(Life spans) {
    return copy(scopes, renewal, spans, longer);
  }

  public OAuth2 longer(Exchange exchange) {
    return copy(scopes, renewal, life, Optional.of(exchange));
  }

  private OAuth2 copy(Scopes wanted, Renewal way, Life spans, Optional<Exchange> exchange) {
    return new OAuth2(
        grant, token, client, wanted, way, spans, exchange, proof, who, facts, choice, revocation);
  }

  public OAuth2 proof(Proof shown) {
    return copy(shown, who, facts, choice);
  }

  public OAuth2 who(Who learned) {
    return copy(proof, learned, facts, choice);
  }

  public OAuth2 facts(Map<String, String> places) {
    return copy(proof, who, places, choice);
  }

  public OAuth2 choice(Choice among) {
    return copy(proof, who, facts, Optional.of(among));
  }

  private OAuth2 copy(
      Proof shown, Who learned, Map<String, String> places, Optional<Choice> among) {
    return new OAuth2(
        grant,
        token,
        client,
        scopes,
        renewal,
        life,
        longer,
        shown,
        learned,
        places,
        among,
        revocation);
  }

  public OAuth2 revocation(String address) {
    return new OAuth2(
        grant,
        token,
        client,
        scopes,
        renewal,
        life,
        longer,
        proof,
        who,
        facts,
        choice,
        Optional.of(Template.of(address)));
  }
}
