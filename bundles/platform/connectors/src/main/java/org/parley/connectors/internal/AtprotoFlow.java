// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.parley.connector.SignInRefused.Reason.MISSING;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.connectors.Client;
import org.parley.api.connectors.OAuth2;
import org.parley.api.connectors.Proof;
import org.parley.api.connectors.SignIn;
import org.parley.api.connectors.Who;
import org.parley.connector.SignInRefused;
import org.parley.connectors.internal.Vendor.Reply;

/**
 * The AT Protocol's OAuth: finds out which servers an account belongs to, and speaks OAuth 2 with
 * them. That the one who signed in is the one whose servers these are is what makes the answer
 * true.
 */
final class AtprotoFlow implements Flow {
  static final String PDS = "pds";
  private static final String ISSUER = "issuer";
  private static final String DID = "did";

  private static final Pattern DIDS =
      Pattern.compile("did:plc:[a-z0-9]+|did:web:[A-Za-z0-9.-]+(%3A[0-9]+)?");

  private final SignIn.Atproto scheme;
  private final FlowParts parts;

  AtprotoFlow(SignIn.Atproto scheme, FlowParts parts) {
    this.scheme = scheme;
    this.parts = parts;
  }

  @Override
  public Beginning begin(Map<String, String> notes) throws CallFailed {
    String handle = scheme.handle().fill(parts.values());
    String did = handle.startsWith("did:") ? handle : didOf(handle);
    if (!DIDS.matcher(did).matches()) {
      throw unknown("'" + did + "' is no DID of the methods plc and web");
    }
    URI pds = pdsOf(did);
    JsonNode resource = json(pds.resolve("/.well-known/oauth-protected-resource"));
    String issuer = text(resource, "/authorization_servers/0", pds);
    notes.put(DID, did);
    notes.put(PDS, pds.toString());
    notes.put(ISSUER, issuer);
    return at(issuer, handle).begin(notes);
  }

  private String didOf(String handle) throws CallFailed {
    URI resolver = parts.address(scheme.resolver());
    URI address = resolver.resolve("/xrpc/com.atproto.identity.resolveHandle");
    return text(json(Vendor.with(address, Map.of("handle", handle))), "/did", resolver);
  }

  private URI pdsOf(String did) throws CallFailed {
    URI address =
        did.startsWith("did:web:")
            ? URI.create("https://" + hostOf(did) + "/.well-known/did.json")
            : URI.create(parts.address(scheme.directory()) + "/" + did);
    for (JsonNode service : json(address).at("/service")) {
      if (Reply.text(service, "/id").filter(id -> id.endsWith("#atproto_pds")).isPresent()) {
        return endpoint(service, "/serviceEndpoint", address);
      }
    }
    throw unknown("'" + did + "' names no server of its own");
  }

  private static String hostOf(String did) {
    return did.substring("did:web:".length()).replace("%3A", ":");
  }

  /** OAuth 2 as the server that signs in wants it. */
  private OAuth2Flow at(String issuer, String hint) throws CallFailed {
    URI server = address(issuer, parts.address(scheme.resolver()));
    JsonNode metadata = json(server.resolve("/.well-known/oauth-authorization-server"));
    if (!issuer.equals(Reply.text(metadata, "/issuer").orElse(""))) {
      throw unknown("'" + issuer + "' says that it is another");
    }
    List<String> scopes = new ArrayList<>(List.of("atproto"));
    scopes.addAll(scheme.scopes());
    var code =
        OAuth2.Code.at(endpoint(metadata, "/authorization_endpoint", server) + "")
            .pushed(endpoint(metadata, "/pushed_authorization_request_endpoint", server) + "")
            .issuer(issuer)
            .saying(hint.isEmpty() ? Map.of() : Map.of("login_hint", hint));
    OAuth2 found =
        OAuth2.of(
                code,
                endpoint(metadata, "/token_endpoint", server) + "",
                Client.of(new Client.Published(), authentication()),
                scopes.toArray(String[]::new))
            .proof(new Proof.Dpop())
            .who(new Who.InAnswer("/sub", "/sub"));
    boolean revokes = Reply.text(metadata, "/revocation_endpoint").isPresent();
    return new OAuth2Flow(
        revokes ? found.revocation(endpoint(metadata, "/revocation_endpoint", server) + "") : found,
        parts);
  }

  /** A hub that nobody can reach from outside is taken for a program under development. */
  private Client.Authentication authentication() {
    return parts.app().secret().isPresent()
        ? Client.Authentication.PRIVATE_KEY_JWT
        : Client.Authentication.NONE;
  }

  @Override
  public Optional<Granted> finish(Map<String, String> notes, Map<String, String> answer)
      throws CallFailed {
    String issuer = String.valueOf(notes.get(ISSUER));
    if (!answer.containsKey("iss")) {
      throw new ParleyException(Fault.CREDENTIALS, "'" + issuer + "' does not say who answers");
    }
    return at(issuer, "").finish(notes, answer).map(granted -> checked(granted, notes));
  }

  private Granted checked(Granted granted, Map<String, String> notes) {
    String did = String.valueOf(notes.get(DID));
    if (!granted.fact(Granted.ID).filter(did::equals).isPresent()) {
      throw new ParleyException(
          Fault.CREDENTIALS,
          "Somebody else signed in: '%s', not '%s'"
              .formatted(granted.fact(Granted.ID).orElse(""), did));
    }
    Map<String, String> facts =
        Map.of(
            DID,
            did,
            PDS,
            String.valueOf(notes.get(PDS)),
            ISSUER,
            String.valueOf(notes.get(ISSUER)),
            Granted.NAME,
            scheme.handle().fill(parts.values()));
    return new Granted(granted.held().with(facts), granted.scopes());
  }

  @Override
  public List<Offered> offers(Held held) {
    return List.of();
  }

  @Override
  public Held renew(Optional<Held> last) throws CallFailed {
    if (last.isEmpty()) {
      throw new CallFailed(
          new SignInRefused(MISSING, "Nobody has signed in at " + parts.system() + " yet"), false);
    }
    return at(issuer(last.get()), "").renew(last);
  }

  @Override
  public boolean leave(Held held) throws CallFailed {
    return at(issuer(held), "").leave(held);
  }

  private static String issuer(Held held) {
    return String.valueOf(held.token().facts().get(ISSUER));
  }

  private JsonNode json(URI address) throws CallFailed {
    Reply reply = parts.vendor().get(address, Map.of());
    if (!reply.isFine()) {
      throw new CallFailed(
          new ParleyException(
              Classification.faultOf(reply.status()),
              "'%s' answered %d".formatted(address, reply.status())),
          false);
    }
    return reply.json();
  }

  private String text(JsonNode json, String place, URI from) {
    return Reply.text(json, place)
        .orElseThrow(
            () ->
                new ParleyException(Fault.REMOTE, "'%s' does not say '%s'".formatted(from, place)));
  }

  private URI endpoint(JsonNode json, String place, URI from) {
    return address(text(json, place, from), from);
  }

  /**
   * What a server says of itself is an address and nothing else: had it gaps such as {@code
   * {app.secret}}, they would be filled. Nor does it lead from an encrypted place to an open one.
   */
  private static URI address(String said, URI from) {
    return Vendor.address(said)
        .filter(address -> address.getScheme().equals("https") || from.getScheme().equals("http"))
        .orElseThrow(
            () ->
                new ParleyException(
                    Fault.REMOTE,
                    "'%s' names '%s', which is no https address".formatted(from, said)));
  }

  private static ParleyException unknown(String what) {
    return new ParleyException(Fault.SETTINGS, what);
  }
}
