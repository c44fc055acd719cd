// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.connectors.SignIn;
import org.parley.api.connectors.Template;
import org.parley.api.store.Store;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;
import org.parley.testkit.StoreTest;

/** The AT Protocol's OAuth, its four servers played by one that wants a nonce in each signature. */
@StoreTest(room = "connectors")
class AtprotoSqlTest {
  private static final String DID = "did:plc:ada";

  private final Bench bench;
  private final FaultServer world = new FaultServer().otherwise(this::answer);
  private final Secret key = Jwts.newKey("k1");
  private volatile String subject = DID;
  private volatile String tokens = "";
  private volatile String type = "DPoP";

  AtprotoSqlTest(Store store) {
    bench = new Bench(store);
  }

  @AfterEach
  void close() {
    bench.close();
    world.close();
  }

  @TestTemplate
  void findsTheServersAndLeavesTheRequestThere() throws Exception {
    Map<String, String> notes = notes();

    var go = (Flow.Go) flow().begin(notes);

    assertThat(go.address().toString()).startsWith(world.address() + "/authorize?");
    assertThat(TokenServer.form(go.address().getRawQuery()))
        .containsEntry("request_uri", "urn:r")
        .containsEntry("client_id", "https://hub.example/me")
        .hasSize(2);
    Request pushed = sent("/par").get(1);
    assertThat(TokenServer.form(pushed.body()))
        .containsEntry("scope", "atproto transition:generic")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("login_hint", "ada.example")
        .containsEntry("state", "s");
    SignedJWT statement =
        SignedJWT.parse(TokenServer.form(pushed.body()).getOrDefault("client_assertion", ""));
    assertThat(statement.verify(new ECDSAVerifier(ECKey.parse(key.reveal())))).isTrue();
    assertThat(statement.getJWTClaimsSet().getAudience())
        .containsExactly(world.address().toString());
    assertThat(nonceOf(sent("/par").get(0))).isNull();
    assertThat(nonceOf(pushed)).isEqualTo("n1");
  }

  @TestTemplate
  void comesBackWithATokenBoundToItsKey() throws Exception {
    Map<String, String> notes = notes();
    flow().begin(notes);

    Granted granted = flow().finish(notes, answered()).orElseThrow();

    assertThat(granted.held().key().map(Secret::reveal)).contains(notes.getOrDefault("key", ""));
    assertThat(granted.held().token().facts())
        .containsEntry("did", DID)
        .containsEntry("pds", world.address().toString())
        .containsEntry(Granted.ID, DID)
        .containsEntry(Granted.NAME, "ada.example");
  }

  @TestTemplate
  void renewsWithTheSameKeyAtTheSameServer() throws Exception {
    Map<String, String> notes = notes();
    flow().begin(notes);
    Held held = flow().finish(notes, answered()).orElseThrow().held();

    Held next = flow().renew(Optional.of(held));

    assertThat(next.key()).isEqualTo(held.key());
    assertThat(next.token().facts()).containsEntry("did", DID);
    List<Request> tokens = sent("/token");
    assertThat(TokenServer.form(tokens.get(tokens.size() - 1).body()))
        .containsEntry("grant_type", "refresh_token");
  }

  @TestTemplate
  void letsNobodyElseIn() throws Exception {
    subject = "did:plc:eve";
    Map<String, String> notes = notes();
    flow().begin(notes);

    assertThatThrownBy(() -> flow().finish(notes, answered()))
        .isInstanceOfSatisfying(
            ParleyException.class,
            refused -> assertThat(refused.fault()).isEqualTo(Fault.CREDENTIALS))
        .hasMessageContaining("did:plc:eve");
  }

  @TestTemplate
  void takesNoTokenThatIsBoundToNoKey() throws Exception {
    type = "Bearer";
    Map<String, String> notes = notes();
    flow().begin(notes);

    assertThatThrownBy(() -> flow().finish(notes, answered()))
        .hasMessageContaining("bound to no key");
  }

  /** Else a server could have the app's key sent to it. */
  @TestTemplate
  void fillsNothingIntoWhatAServerSaysOfItself() {
    tokens = "https://thief.example/{app.secret}";

    assertThatThrownBy(() -> flow().begin(notes()))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("'https://thief.example/{app.secret}', which is no https address");
    assertThat(sent("/par")).isEmpty();
  }

  @TestTemplate
  void wantsToKnowWhoAnswers() throws Exception {
    Map<String, String> notes = notes();
    flow().begin(notes);

    assertThatThrownBy(() -> flow().finish(notes, Map.of("state", "s", "code", "c")))
        .hasMessageContaining("does not say who answers");
    assertThat(sent("/token")).isEmpty();
  }

  private Map<String, String> answered() {
    return Map.of("state", "s", "code", "c", "iss", world.address().toString());
  }

  private static Map<String, String> notes() {
    return new HashMap<>(Map.of("state", "s"));
  }

  private Flow flow() {
    var scheme =
        new SignIn.Atproto(
            Template.of("{handle}"),
            Template.of(world.address().toString()),
            Template.of(world.address() + "/plc"),
            List.of("transition:generic"));
    var flows =
        new Flows(
            new TrialVendor(scheme).descriptor(),
            Map.of("handle", "ada.example"),
            bench.board.hub());
    return flows
        .flow(
            new AppKeys("https://hub.example/me", Optional.of(key)),
            "https://hub.example/oauth/callback")
        .orElseThrow();
  }

  private List<Request> sent(String path) {
    return world.requests().stream().filter(request -> request.path().equals(path)).toList();
  }

  private static @Nullable Object nonceOf(Request request) throws Exception {
    return SignedJWT.parse(request.headers().getOrDefault("dpop", ""))
        .getJWTClaimsSet()
        .getClaim("nonce");
  }

  private Answer answer(Request request) {
    String here = world.address().toString();
    return switch (URI.create(request.path()).getPath()) {
      case "/xrpc/com.atproto.identity.resolveHandle" ->
          Answer.of(200, "{\"did\":\"" + DID + "\"}");
      case "/plc/" + DID ->
          Answer.of(
              200,
              """
              {"service":[{"id":"#atproto_pds","type":"AtprotoPersonalDataServer","serviceEndpoint":"%s"}]}"""
                  .formatted(here));
      case "/.well-known/oauth-protected-resource" ->
          Answer.of(200, "{\"authorization_servers\":[\"" + here + "\"]}");
      case "/.well-known/oauth-authorization-server" -> Answer.of(200, metadata(here, tokens));
      case "/par" -> nonced(request, "{\"request_uri\":\"urn:r\",\"expires_in\":60}");
      case "/token" ->
          nonced(
              request,
              """
              {"access_token":"a","refresh_token":"r","token_type":"%s","expires_in":300,"sub":"%s",
               "scope":"atproto transition:generic"}"""
                  .formatted(type, subject));
      default -> Answer.of(404, "{}");
    };
  }

  private static String metadata(String here, String tokens) {
    return """
    {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%2$s",
     "pushed_authorization_request_endpoint":"%1$s/par","revocation_endpoint":"%1$s/revoke"}"""
        .formatted(here, tokens.isEmpty() ? here + "/token" : tokens);
  }

  private static Answer nonced(Request request, String body) {
    try {
      return nonceOf(request) == null
          ? Answer.of(400, "{\"error\":\"use_dpop_nonce\"}", "DPoP-Nonce: n1")
          : Answer.of(200, body, "DPoP-Nonce: n1");
    } catch (Exception e) {
      return Answer.of(500, "{}");
    }
  }
}
