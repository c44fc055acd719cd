// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.connectors.Client;
import org.parley.api.connectors.OAuth2;
import org.parley.api.connectors.Proof;
import org.parley.connector.Token;
import org.parley.connectors.internal.Vendor.Reply;

/** Asks OAuth 2 endpoints as the app, and reads the tokens that they answer. */
final class TokenRequests {
  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  /** Where vendors say how long a refresh token holds; RFC 6749 leaves that out. */
  private static final List<String> REFRESH_SPANS =
      List.of("/refresh_token_expires_in", "/refresh_expires_in", "/x_refresh_token_expires_in");

  private final OAuth2 scheme;
  private final FlowParts parts;

  TokenRequests(OAuth2 scheme, FlowParts parts) {
    this.scheme = scheme;
    this.parts = parts;
  }

  /**
   * Asks an endpoint as the app.
   *
   * @param key to which a token is to be bound; once more where the server wanted a nonce first
   */
  Reply post(URI address, Map<String, String> form, Optional<Secret> key) throws CallFailed {
    Reply first = once(address, form, key);
    Optional<String> nonce = first.header("dpop-nonce");
    nonce.ifPresent(wanted -> parts.nonces().keep(address, wanted));
    boolean again =
        nonce.isPresent() && first.text("/error").filter("use_dpop_nonce"::equals).isPresent();
    return again ? once(address, form, key) : first;
  }

  private Reply once(URI address, Map<String, String> form, Optional<Secret> key)
      throws CallFailed {
    Map<String, String> headers = new HashMap<>();
    Map<String, String> said = new LinkedHashMap<>(form);
    authenticate(address, headers, said);
    key.ifPresent(
        bound -> {
          var request = new Jwts.Request("POST", address, parts.nonces().find(address));
          headers.put("DPoP", Jwts.ofRequest(bound, request, Optional.empty(), parts.now()));
        });
    return parts.vendor().post(address, headers, said);
  }

  private void authenticate(URI address, Map<String, String> headers, Map<String, String> form) {
    Client client = scheme.client();
    AppKeys app = parts.app();
    if (app.id().isEmpty()) {
      return;
    }
    if (client.authentication() == Client.Authentication.BASIC) {
      String secret = app.demandSecret().reveal();
      headers.put("Authorization", Shown.basic(encode(app.id()), encode(secret)));
      return;
    }
    form.put(client.idName(), app.id());
    if (client.authentication() == Client.Authentication.POST) {
      form.put("client_secret", app.demandSecret().reveal());
    } else if (client.authentication() == Client.Authentication.PRIVATE_KEY_JWT) {
      String audience = issuer().orElse(address.toString());
      form.put("client_assertion_type", ASSERTION);
      form.put("client_assertion", Jwts.ofApp(app.demandSecret(), app.id(), audience, parts.now()));
    }
  }

  /** Who is to answer, where the scheme says so. */
  Optional<String> issuer() {
    return scheme.grant() instanceof OAuth2.Code code
        ? code.issuer().map(name -> name.fill(parts.values()))
        : Optional.empty();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /** Asks for a token. */
  Granted token(Map<String, String> form, Optional<Secret> key, Optional<Held> former)
      throws CallFailed {
    Reply reply = post(parts.address(scheme.token()), form, key);
    return read(reply, key, former);
  }

  /**
   * @throws CallFailed when there is no token in it
   */
  Granted read(Reply reply, Optional<Secret> key, Optional<Held> former) throws CallFailed {
    JsonNode json = reply.json();
    Optional<String> access = Reply.text(json, "/access_token");
    if (!reply.isFine() || access.isEmpty()) {
      throw OAuthRefusals.ofTokenAnswer(reply, parts.system(), parts.now());
    }
    demandBound(json);
    Instant now = parts.now();
    Optional<Secret> refresh =
        Reply.text(json, "/refresh_token")
            .map(Secret::new)
            .or(() -> former.flatMap(held -> held.token().refresh()));
    Optional<Instant> expiresAt =
        span(json, "/expires_in").or(() -> scheme.life().token()).map(now::plus);
    var token = new Token(new Secret(access.get()), refresh, expiresAt, facts(json, former));
    Lasting lasting = lasting(json, token, now);
    Lasting whole = former.map(held -> lasting.after(held.lasting())).orElse(lasting);
    Optional<Set<String>> scopes = Reply.text(json, "/scope").map(SignInRows::words);
    return new Granted(new Held(token, key, whole), scopes);
  }

  /** Whoever gets hold of a token that is bound to no key may use it. */
  private void demandBound(JsonNode json) throws CallFailed {
    boolean bound =
        Reply.text(json, "/token_type").map(type -> type.equalsIgnoreCase("DPoP")).orElse(true);
    if (scheme.proof() instanceof Proof.Dpop && !bound) {
      throw new CallFailed(
          new ParleyException(
              Fault.REMOTE, parts.system() + " gave a token that is bound to no key"),
          true);
    }
  }

  private Map<String, String> facts(JsonNode json, Optional<Held> former) {
    Map<String, String> facts = new HashMap<>();
    former.ifPresent(held -> facts.putAll(held.token().facts()));
    scheme
        .facts()
        .forEach((name, place) -> Reply.text(json, place).ifPresent(at -> facts.put(name, at)));
    return facts;
  }

  private Lasting lasting(JsonNode json, Token token, Instant now) {
    if (scheme.renewal() instanceof OAuth2.Again) {
      return Lasting.UNTOLD;
    }
    if (scheme.renewal() instanceof OAuth2.Refresh && token.refresh().isPresent()) {
      Optional<Duration> told =
          REFRESH_SPANS.stream().flatMap(place -> span(json, place).stream()).findFirst();
      return Lasting.until(now, told.or(() -> scheme.life().renewals()).map(now::plus));
    }
    return Lasting.until(now, token.expiresAt());
  }

  /** A span in seconds; none where it is 0, which says that there is no end. */
  private static Optional<Duration> span(JsonNode json, String place) {
    return Reply.text(json, place)
        .filter(text -> text.matches("\\d{1,12}"))
        .map(Long::parseLong)
        .filter(seconds -> seconds > 0)
        .map(Duration::ofSeconds);
  }
}
