// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.parley.connector.SignInRefused.Reason.MISSING;
import static org.parley.connector.SignInRefused.Reason.REVOKED;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.connectors.OAuth2;
import org.parley.api.connectors.Proof;
import org.parley.api.connectors.Who;
import org.parley.connector.SignInRefused;
import org.parley.connectors.internal.Vendor.Reply;

/** OAuth 2 as a connector's data has it. */
final class OAuth2Flow implements Flow {
  private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
  private static final String JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  /** What a system that asks for more patience wants of each further question (RFC 8628, 3.5). */
  private static final Duration SLOWER = Duration.ofSeconds(5);

  /** By which clocks may differ. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private static final long LONGEST_PAUSE = 60;
  private static final long LONGEST_ENTRY = 1800;

  private final OAuth2 scheme;
  private final FlowParts parts;
  private final TokenRequests requests;

  OAuth2Flow(OAuth2 scheme, FlowParts parts) {
    this.scheme = scheme;
    this.parts = parts;
    requests = new TokenRequests(scheme, parts);
  }

  @Override
  public Beginning begin(Map<String, String> notes) throws CallFailed {
    if (scheme.proof() instanceof Proof.Dpop) {
      notes.put("key", Jwts.newKey(Randoms.text()).reveal());
    }
    if (scheme.grant() instanceof OAuth2.Code code) {
      return new Go(authorization(code, notes));
    }
    if (scheme.grant() instanceof OAuth2.Device device) {
      return device(device, notes);
    }
    throw new IllegalStateException("No person is needed to sign in");
  }

  private URI authorization(OAuth2.Code code, Map<String, String> notes) throws CallFailed {
    Map<String, String> said = new LinkedHashMap<>();
    said.put("response_type", "code");
    said.put(scheme.client().idName(), parts.app().id());
    said.put("redirect_uri", redirect());
    addScopes(said);
    said.put("state", String.valueOf(notes.get("state")));
    if (code.pkce()) {
      String verifier = Randoms.text();
      notes.put("verifier", verifier);
      said.put("code_challenge", Randoms.digest(verifier));
      said.put("code_challenge_method", "S256");
    }
    if (scheme.who() instanceof Who.InIdToken) {
      notes.put("nonce", Randoms.text());
      said.put("nonce", String.valueOf(notes.get("nonce")));
    }
    said.putAll(code.parameters());
    URI address = parts.address(code.authorize());
    return code.pushed().isPresent()
        ? pushed(address, parts.address(code.pushed().get()), said, notes)
        : Vendor.with(address, said);
  }

  private URI pushed(URI authorize, URI push, Map<String, String> said, Map<String, String> notes)
      throws CallFailed {
    Reply reply = requests.post(push, said, key(notes));
    Optional<String> place = reply.text("/request_uri");
    if (!reply.isFine() || place.isEmpty()) {
      throw OAuthRefusals.ofTokenAnswer(reply, parts.system(), parts.now());
    }
    return Vendor.with(
        authorize, Map.of(scheme.client().idName(), parts.app().id(), "request_uri", place.get()));
  }

  private Beginning device(OAuth2.Device device, Map<String, String> notes) throws CallFailed {
    Map<String, String> said = new LinkedHashMap<>();
    addScopes(said);
    Reply reply = requests.post(parts.address(device.authorization()), said, key(notes));
    Optional<String> code = reply.text("/device_code");
    Optional<String> shown = reply.text("/user_code");
    Optional<URI> where =
        reply
            .text("/verification_uri_complete")
            .or(() -> reply.text("/verification_uri"))
            .flatMap(Vendor::address);
    if (!reply.isFine() || code.isEmpty() || shown.isEmpty() || where.isEmpty()) {
      throw OAuthRefusals.ofTokenAnswer(reply, parts.system(), parts.now());
    }
    notes.put("device", code.get());
    return new Enter(
        shown.get(),
        where.get(),
        seconds(reply.text("/interval"), 5, LONGEST_PAUSE),
        seconds(reply.text("/expires_in"), 600, LONGEST_ENTRY));
  }

  private static Duration seconds(Optional<String> said, long usual, long most) {
    long seconds = said.filter(text -> text.matches("\\d{1,9}")).map(Long::parseLong).orElse(usual);
    return Duration.ofSeconds(Math.max(1, Math.min(seconds, most)));
  }

  private void addScopes(Map<String, String> said) {
    String scopes = scheme.scopes().joined();
    if (!scopes.isEmpty()) {
      said.put("scope", scopes);
    }
  }

  private String redirect() {
    return parts.values().apply("redirect").orElseThrow();
  }

  private static Optional<Secret> key(Map<String, String> notes) {
    return Optional.ofNullable(notes.get("key")).map(Secret::new);
  }

  @Override
  public Optional<Granted> finish(Map<String, String> notes, Map<String, String> answer)
      throws CallFailed {
    String device = notes.get("device");
    if (device == null) {
      return Optional.of(whole(ofCode(notes, answer), notes));
    }
    Reply reply =
        requests.post(
            parts.address(scheme.token()),
            Map.of("grant_type", DEVICE, "device_code", device),
            key(notes));
    String error = reply.text("/error").orElse("");
    if (error.equals("slow_down")) {
      notes.computeIfPresent(PAUSE, (name, pause) -> Duration.parse(pause).plus(SLOWER).toString());
    }
    return error.equals("authorization_pending") || error.equals("slow_down")
        ? Optional.empty()
        : Optional.of(whole(ofReply(reply, notes), notes));
  }

  private Asked ofCode(Map<String, String> notes, Map<String, String> answer) throws CallFailed {
    requireIssuer(answer);
    String error = answer.get("error");
    if (error != null) {
      throw refused(error, answer);
    }
    String code = answer.get("code");
    if (code == null) {
      throw new InvalidInput("code", "Is missing in what " + parts.system() + " sent back");
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirect());
    String verifier = notes.get("verifier");
    if (verifier != null) {
      form.put("code_verifier", verifier);
    }
    return ofReply(requests.post(parts.address(scheme.token()), form, key(notes)), notes);
  }

  private record Asked(Reply reply, Granted granted) {}

  private Asked ofReply(Reply reply, Map<String, String> notes) throws CallFailed {
    return new Asked(reply, requests.read(reply, key(notes), Optional.empty()));
  }

  /** Whoever else answers has mixed its answer up with another's (RFC 9207). */
  private void requireIssuer(Map<String, String> answer) {
    String told = answer.get("iss");
    Optional<String> wanted = requests.issuer();
    if (told != null && wanted.isPresent() && !wanted.get().equals(told)) {
      throw new ParleyException(
          Fault.CREDENTIALS,
          "'%s' answered in place of '%s'; nothing was signed in".formatted(told, wanted.get()));
    }
  }

  private ParleyException refused(String error, Map<String, String> answer) {
    String said = Optional.ofNullable(answer.get("error_description")).orElse(error);
    return error.equals("access_denied")
        ? new SignInRefused(MISSING, "It was not agreed to at " + parts.system() + ": " + said)
        : new ParleyException(Fault.SETTINGS, parts.system() + " refused: " + said);
  }

  /** With a longer-lived token where there is one, and with as whom. */
  private Granted whole(Asked asked, Map<String, String> notes) throws CallFailed {
    Granted granted = asked.granted();
    if (scheme.longer().isPresent()) {
      Held longer = exchanged(scheme.longer().get(), granted.held());
      granted = new Granted(longer, granted.scopes());
    }
    Map<String, String> who = who(asked.reply(), granted.held(), notes);
    return new Granted(granted.held().with(who), granted.scopes());
  }

  private Map<String, String> who(Reply reply, Held held, Map<String, String> notes)
      throws CallFailed {
    if (scheme.who() instanceof Who.InAnswer place) {
      return who(reply.text(place.id()), reply.text(place.name()));
    } else if (scheme.who() instanceof Who.Asked ask) {
      URI address = ask.address().address(parts.values().and(held));
      Reply told = parts.get(scheme.proof(), held, address);
      return told.isFine() ? who(told.text(ask.id()), told.text(ask.name())) : Map.of();
    } else if (scheme.who() instanceof Who.InIdToken claim) {
      JWTClaimsSet claims = idToken(reply, notes);
      return who(text(claims, claim.id()), text(claims, claim.name()));
    }
    return Map.of();
  }

  private static Map<String, String> who(Optional<String> id, Optional<String> name) {
    Map<String, String> facts = new HashMap<>();
    id.ifPresent(text -> facts.put(Granted.ID, text));
    name.ifPresent(text -> facts.put(Granted.NAME, text));
    return facts;
  }

  private static Optional<String> text(JWTClaimsSet claims, String name) {
    return Optional.ofNullable(claims.getClaim(name)).map(Object::toString);
  }

  private JWTClaimsSet idToken(Reply reply, Map<String, String> notes) {
    JWTClaimsSet claims =
        reply
            .text("/id_token")
            .flatMap(Jwts::read)
            .orElseThrow(() -> wrongIdToken("is missing; the scope 'openid' asks for it"));
    Optional<String> issuer = requests.issuer();
    if (issuer.isPresent() && !issuer.get().equals(claims.getIssuer())) {
      throw wrongIdToken("is by '" + claims.getIssuer() + "', not '" + issuer.get() + "'");
    }
    Object party = claims.getClaim("azp");
    if (!claims.getAudience().contains(parts.app().id())
        || (party != null && !party.equals(parts.app().id()))) {
      throw wrongIdToken("is not for this app");
    }
    Date end = claims.getExpirationTime();
    if (end != null && end.toInstant().plus(SKEW).isBefore(parts.now())) {
      throw wrongIdToken("has ended at '" + end.toInstant() + "'; see if the hub's clock is right");
    }
    String nonce = notes.get("nonce");
    if (nonce != null && !nonce.equals(claims.getClaim("nonce"))) {
      throw wrongIdToken("answers another sign-in");
    }
    return claims;
  }

  private ParleyException wrongIdToken(String what) {
    return new ParleyException(
        Fault.CREDENTIALS, "The OpenID token of " + parts.system() + " " + what);
  }

  @Override
  public Held renew(Optional<Held> last) throws CallFailed {
    OAuth2.Renewal renewal = scheme.renewal();
    if (last.isPresent() && renewal instanceof OAuth2.ByExchange by) {
      return exchanged(by.exchange(), last.get());
    }
    Optional<Secret> refresh = last.flatMap(held -> held.token().refresh());
    if (refresh.isPresent() && renewal instanceof OAuth2.Refresh) {
      Map<String, String> form =
          Map.of("grant_type", "refresh_token", "refresh_token", refresh.get().reveal());
      return requests.token(form, last.flatMap(Held::key), last).held();
    }
    if (scheme.isPersonal()) {
      throw failed(
          last.isEmpty()
              ? new SignInRefused(MISSING, "Nobody has signed in at " + parts.system() + " yet")
              : new SignInRefused(REVOKED, "The sign-in at " + parts.system() + " has ended"));
    }
    return acquired();
  }

  private static CallFailed failed(SignInRefused refused) {
    return new CallFailed(refused, false);
  }

  /** By what the settings hold. */
  private Held acquired() throws CallFailed {
    Map<String, String> form = new LinkedHashMap<>();
    addScopes(form);
    if (scheme.grant() instanceof OAuth2.Credentials app) {
      form.put("grant_type", "client_credentials");
      app.parameters().forEach((name, value) -> form.put(name, value.fill(parts.values())));
    } else if (scheme.grant() instanceof OAuth2.Assertion assertion) {
      form.put("grant_type", JWT);
      form.put("assertion", Jwts.sign(assertion.jwt(), parts.values(), parts.now()));
    } else if (scheme.grant() instanceof OAuth2.Password password) {
      form.put("grant_type", "password");
      form.put("username", password.user().fill(parts.values()));
      form.put("password", password.password().fill(parts.values()));
    }
    Optional<Secret> key =
        scheme.proof() instanceof Proof.Dpop
            ? Optional.of(Jwts.newKey(Randoms.text()))
            : Optional.empty();
    Reply reply = requests.post(parts.address(scheme.token()), form, key);
    Granted granted = requests.read(reply, key, Optional.empty());
    return granted.held().with(who(reply, granted.held(), Map.of()));
  }

  private Held exchanged(OAuth2.Exchange exchange, Held held) throws CallFailed {
    Fillings filled = parts.values().and(held);
    Map<String, String> parameters = new LinkedHashMap<>();
    exchange.parameters().forEach((name, value) -> parameters.put(name, value.fill(filled)));
    URI address = Vendor.with(exchange.address().address(filled), parameters);
    Reply reply = parts.vendor().get(address, Map.of());
    return requests.read(reply, held.key(), Optional.of(held)).held();
  }

  @Override
  public List<Offered> offers(Held held) throws CallFailed {
    return scheme.choice().isPresent()
        ? new OfferList(scheme.choice().get(), scheme.proof(), parts).of(held)
        : List.of();
  }

  @Override
  public boolean leave(Held held) throws CallFailed {
    if (scheme.revocation().isEmpty()) {
      return false;
    }
    Map<String, String> form = new LinkedHashMap<>();
    Optional<Secret> refresh = held.token().refresh();
    form.put("token", refresh.orElse(held.access()).reveal());
    form.put("token_type_hint", refresh.isPresent() ? "refresh_token" : "access_token");
    Reply reply = requests.post(parts.address(scheme.revocation().get()), form, held.key());
    if (!reply.isFine()) {
      throw OAuthRefusals.ofTokenAnswer(reply, parts.system(), parts.now());
    }
    return true;
  }
}
