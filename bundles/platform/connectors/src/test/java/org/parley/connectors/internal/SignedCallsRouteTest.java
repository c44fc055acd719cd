// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Secret;
import org.parley.api.accounts.Account.Status;
import org.parley.api.connectors.Client;
import org.parley.api.connectors.Jwt;
import org.parley.api.connectors.OAuth2;
import org.parley.api.connectors.Proof;
import org.parley.api.connectors.SignIn;
import org.parley.api.connectors.Template;
import org.parley.api.store.Store;
import org.parley.connector.Token;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;
import org.parley.testkit.StoreTest;

/** What requests of Camel's real client bear when they leave. */
@StoreTest(room = "connectors")
class SignedCallsRouteTest {
  private final Store store;
  private final Bench bench;
  private final FaultServer vendor = new FaultServer();

  SignedCallsRouteTest(Store store) {
    this.store = store;
    bench = new Bench(store);
  }

  @AfterEach
  void close() {
    bench.close();
    vendor.close();
  }

  @TestTemplate
  void showsAKeyInAHeader() {
    connect(new SignIn.Key(Proof.header("X-Api-Key", "{key}")));

    assertThat(seen().headers()).containsEntry("x-api-key", "k:1");
  }

  @TestTemplate
  void showsAKeyInTheAddressOnlyAsItLeaves() {
    connect(new SignIn.Key(Proof.query("auth_token", "{key}")));

    Request request = seen();
    assertThat(request.path()).isEqualTo("/me?x=1&auth_token=k%3A1");
    assertThat(request.headers()).doesNotContainKey("authorization");
  }

  @TestTemplate
  void showsNameAndPassword() {
    connect(new SignIn.Key(Proof.basic("{key#1}", "{key#2}")));

    assertThat(seen().headers()).containsEntry("authorization", "Basic azox");
  }

  @TestTemplate
  void showsAStatementOfItsOwn() throws Exception {
    var jwt =
        new Jwt(
            Jwt.Algorithm.HS256,
            Jwt.Form.TEXT,
            Template.of("{key}-with-at-least-32-bytes-in-all"),
            Map.of(),
            Map.of("aud", Template.of("/admin/")),
            Duration.ofMinutes(5));
    connect(new SignIn.SelfSigned(jwt, Proof.authorization("Ghost {token}")));

    String header = seen().headers().getOrDefault("authorization", "");
    assertThat(header).startsWith("Ghost ");
    assertThat(SignedJWT.parse(header.substring("Ghost ".length())).getJWTClaimsSet().getAudience())
        .containsExactly("/admin/");
  }

  @TestTemplate
  void fetchesATokenByTheAppsOwnRight() {
    vendor.otherwise(
        request ->
            request.path().equals("/token")
                ? Answer.of(200, "{\"access_token\":\"own\",\"expires_in\":60}")
                : Answer.of(200, "{}"));
    connect(
        OAuth2.of(
                new OAuth2.Credentials(Map.of("audience", Template.of("{address}"))),
                "{address}/token",
                Client.ofSettings("{key#1}", "{key#2}").by(Client.Authentication.BASIC),
                "api")
            .proof(Proof.authorization("Zoho-oauthtoken {token}")));

    assertThat(seen().headers()).containsEntry("authorization", "Zoho-oauthtoken own");
    Request token =
        vendor.requests().stream()
            .filter(one -> one.path().equals("/token"))
            .findFirst()
            .orElseThrow();
    assertThat(token.headers()).containsEntry("authorization", "Basic azox");
    assertThat(TokenServer.form(token.body()))
        .containsEntry("grant_type", "client_credentials")
        .containsEntry("scope", "api")
        .containsEntry("audience", vendor.address().toString());
  }

  @TestTemplate
  void signsTheWholeAddress() {
    var scheme =
        new SignIn.OAuth1(
            Template.of("{address}/request"),
            Template.of("{address}/authorize"),
            Template.of("{address}/access"),
            Client.ofSettings("consumer", "{key}"),
            Map.of("perms", "write"),
            Map.of());
    UUID account = connect(scheme);
    signIn(account, new Held(token("tok"), Optional.of(new Secret("tok-secret")), Lasting.UNTOLD));

    String header = seen().headers().getOrDefault("authorization", "");
    Map<String, String> said = new TreeMap<>();
    Matcher pair = Pattern.compile("(oauth_\\w+)=\"([^\"]*)\"").matcher(header);
    while (pair.find()) {
      said.put(pair.group(1), TokenServer.form("v=" + pair.group(2)).getOrDefault("v", ""));
    }
    String signature = said.remove("oauth_signature");
    var request = new OAuth1Signature.Signed("GET", URI.create(vendor.address() + "/me?x=1"), "");
    assertThat(said).containsEntry("oauth_token", "tok");
    assertThat(signature)
        .isEqualTo(
            OAuth1Signature.sign(
                OAuth1Signature.base(request, said),
                new OAuth1Signature.Keys("k:1", "tok-secret")));
  }

  /** RFC 9449, section 9: the first request is refused and says which nonce is wanted. */
  @TestTemplate
  void followsTheNonceThatAServerWants() throws Exception {
    vendor.then(
        Answer.of(401, "{}", "WWW-Authenticate: DPoP error=\"use_dpop_nonce\"", "DPoP-Nonce: n-1"));
    UUID account =
        connect(
            OAuth2.of(OAuth2.Code.at("{address}/authorize"), "{address}/token", Client.none())
                .proof(new Proof.Dpop()));
    Secret key = Jwts.newKey("k");
    signIn(account, new Held(token("bound"), Optional.of(key), Lasting.UNTOLD));

    await().until(() -> asked().size() >= 2);
    List<Request> asked = asked();
    assertThat(asked.get(1).headers()).containsEntry("authorization", "DPoP bound");
    SignedJWT proof = SignedJWT.parse(asked.get(1).headers().getOrDefault("dpop", ""));
    assertThat(proof.verify(new ECDSAVerifier(proof.getHeader().getJWK().toECKey()))).isTrue();
    assertThat(proof.getJWTClaimsSet().getClaims())
        .containsEntry("htm", "GET")
        .containsEntry("htu", vendor.address() + "/me")
        .containsEntry("nonce", "n-1")
        .containsEntry("ath", Randoms.digest("bound"));
    await().until(() -> bench.desk.find(account).orElseThrow().account().status() == Status.ONLINE);
  }

  private static Token token(String access) {
    return new Token(new Secret(access), Optional.empty(), Optional.empty(), Map.of());
  }

  /** As a person did. */
  private void signIn(UUID account, Held held) {
    bench.vault.put(Tokens.nameOf(account), held.write());
    store.inTransaction(
        transaction -> {
          var by = new SignInRows.By(account, Optional.empty(), "ada", Instant.now());
          SignInRows.sign(transaction, new Granted(held, Optional.empty()), by);
          AccountRows.touch(transaction, account, Instant.now());
          return held;
        });
    bench.board.refresh("vendor");
  }

  private UUID connect(SignIn scheme) {
    bench.board.join(new TrialVendor(scheme));
    Map<String, Object> settings = Map.of("address", vendor.address() + "", "key", "k:1");
    return bench.desk.create(Bench.input("vendor", "Trial", settings), Bench.ADA).account().id();
  }

  private Request seen() {
    await().until(() -> !asked().isEmpty());
    return asked().get(0);
  }

  private List<Request> asked() {
    return vendor.requests().stream().filter(one -> one.path().startsWith("/me")).toList();
  }
}
