// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.parley.connector.SignInRefused.Reason.APP;
import static org.parley.connector.SignInRefused.Reason.MISSING;
import static org.parley.connector.SignInRefused.Reason.REVOKED;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.connectors.SignIn;
import org.parley.api.connectors.Template;
import org.parley.connector.SignInRefused;
import org.parley.connector.Token;
import org.parley.connectors.internal.Vendor.Reply;

/** OAuth 1.0a as a connector's data has it. */
final class OAuth1Flow implements Flow {
  private static final String TOKEN = "oauth_token";
  private static final String SECRET = "oauth_token_secret";

  private final SignIn.OAuth1 scheme;
  private final FlowParts parts;

  OAuth1Flow(SignIn.OAuth1 scheme, FlowParts parts) {
    this.scheme = scheme;
    this.parts = parts;
  }

  /** The state goes with the address of return, for the protocol has none of its own. */
  @Override
  public Beginning begin(Map<String, String> notes) throws CallFailed {
    URI redirect = URI.create(parts.values().apply("redirect").orElseThrow());
    URI back = Vendor.with(redirect, Map.of("state", String.valueOf(notes.get("state"))));
    Map<String, String> answer = ask(scheme.request(), Map.of("oauth_callback", back + ""), "");
    notes.put(TOKEN, answer.get(TOKEN) + "");
    notes.put(SECRET, answer.get(SECRET) + "");
    Map<String, String> parameters = new LinkedHashMap<>(scheme.parameters());
    parameters.put(TOKEN, answer.get(TOKEN) + "");
    return new Go(Vendor.with(parts.address(scheme.authorize()), parameters));
  }

  @Override
  public Optional<Granted> finish(Map<String, String> notes, Map<String, String> answer)
      throws CallFailed {
    if (answer.containsKey("denied")) {
      throw new SignInRefused(MISSING, "It was not agreed to at " + parts.system());
    }
    String verifier = answer.get("oauth_verifier");
    if (verifier == null || !String.valueOf(notes.get(TOKEN)).equals(answer.get(TOKEN))) {
      throw new InvalidInput(
          "oauth_verifier", "Is missing, or answers another sign-in at " + parts.system());
    }
    Map<String, String> said =
        Map.of(TOKEN, String.valueOf(notes.get(TOKEN)), "oauth_verifier", verifier);
    Map<String, String> got = ask(scheme.access(), said, String.valueOf(notes.get(SECRET)));
    Map<String, String> facts = new HashMap<>();
    scheme
        .facts()
        .forEach(
            (name, field) -> {
              String value = got.get(field);
              if (value != null) {
                facts.put(name, value);
              }
            });
    var token =
        new Token(new Secret(got.get(TOKEN) + ""), Optional.empty(), Optional.empty(), facts);
    var key = Optional.of(new Secret(got.get(SECRET) + ""));
    return Optional.of(new Granted(new Held(token, key, Lasting.UNTOLD), Optional.empty()));
  }

  private Map<String, String> ask(Template where, Map<String, String> said, String tokenSecret)
      throws CallFailed {
    URI address = parts.address(where);
    var request = new Shown.Asked("POST", address, "");
    Map<String, String> headers = Shown.oauth1(said, tokenSecret, request, parts);
    Reply reply = parts.vendor().post(address, headers, Map.of());
    Map<String, String> answer = reply.form();
    if (!reply.isFine() || !answer.containsKey(TOKEN) || !answer.containsKey(SECRET)) {
      throw refusal(reply);
    }
    return answer;
  }

  private CallFailed refusal(Reply reply) {
    String message = parts.system() + " gave no token and answered " + reply.status();
    Fault fault = Classification.faultOf(reply.status());
    return fault == Fault.REMOTE
        ? new CallFailed(new ParleyException(fault, message), false)
        : new CallFailed(
            new SignInRefused(
                APP, message + "; look at the app's key and secret, and at the hub's clock"),
            false);
  }

  @Override
  public List<Offered> offers(Held held) {
    return List.of();
  }

  @Override
  public Held renew(Optional<Held> last) throws CallFailed {
    throw new CallFailed(
        last.isEmpty()
            ? new SignInRefused(MISSING, "Nobody has signed in at " + parts.system() + " yet")
            : new SignInRefused(REVOKED, parts.system() + " does not take this sign-in any longer"),
        false);
  }

  @Override
  public boolean leave(Held held) {
    return false;
  }
}
