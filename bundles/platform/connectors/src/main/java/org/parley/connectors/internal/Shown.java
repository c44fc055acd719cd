// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.parley.api.Secret;

/** What headers say on whose behalf a request is sent. */
final class Shown {
  private Shown() {}

  /**
   * A request.
   *
   * @param form parameters of its body that are signed along, form-encoded; empty for none
   */
  record Asked(String method, URI address, String form) {}

  static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  static Map<String, String> dpop(Held held, String method, URI address, FlowParts parts) {
    Secret key =
        held.key().orElseThrow(() -> new IllegalStateException("The token is bound to no key"));
    String token = held.access().reveal();
    var request = new Jwts.Request(method, address, parts.nonces().find(address));
    String proof = Jwts.ofRequest(key, request, Optional.of(token), parts.now());
    return Map.of("Authorization", "DPoP " + token, "DPoP", proof);
  }

  /** Of a token whose secret is its key. */
  static Map<String, String> oauth1(Held held, Asked request, FlowParts parts) {
    Map<String, String> said = Map.of("oauth_token", held.access().reveal());
    return oauth1(said, held.key().map(Secret::reveal).orElse(""), request, parts);
  }

  /**
   * @param said which parameters beside the usual
   * @param tokenSecret empty before there is a token
   */
  static Map<String, String> oauth1(
      Map<String, String> said, String tokenSecret, Asked request, FlowParts parts) {
    Map<String, String> protocol = new LinkedHashMap<>(said);
    protocol.put("oauth_consumer_key", parts.app().id());
    protocol.put("oauth_nonce", Randoms.text());
    protocol.put("oauth_signature_method", "HMAC-SHA1");
    protocol.put("oauth_timestamp", Long.toString(parts.now().getEpochSecond()));
    protocol.put("oauth_version", "1.0");
    var keys = new OAuth1Signature.Keys(parts.app().demandSecret().reveal(), tokenSecret);
    var signed = new OAuth1Signature.Signed(request.method(), request.address(), request.form());
    return Map.of("Authorization", OAuth1Signature.header(signed, protocol, keys));
  }
}
