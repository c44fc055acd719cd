// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Secret;
import org.parley.api.connectors.Choice;
import org.parley.api.connectors.Client;
import org.parley.api.connectors.Client.Authentication;
import org.parley.api.connectors.Jwt;
import org.parley.api.connectors.OAuth2;
import org.parley.api.connectors.OAuth2.Code;
import org.parley.api.connectors.OAuth2.Life;
import org.parley.api.connectors.OAuth2.Scopes;
import org.parley.api.connectors.Proof;
import org.parley.api.connectors.Template;
import org.parley.api.connectors.Who;
import org.parley.api.store.Store;
import org.parley.connector.Token;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;
import org.parley.testkit.StoreTest;

/**
 * How vendors bend OAuth 2, each as data and no more; where their own addresses stand, a server is
 * played.
 */
@StoreTest(room = "connectors")
class VendorSchemesSqlTest {
  private final Bench bench;
  private final FaultServer vendor = new FaultServer();

  VendorSchemesSqlTest(Store store) {
    bench = new Bench(store);
  }

  @AfterEach
  void close() {
    bench.close();
    vendor.close();
  }

  @TestTemplate
  void asksXWithPkceAndTheAppByName() throws Exception {
    OAuth2 x =
        OAuth2.of(
                Code.at("https://x.com/i/oauth2/authorize"),
                "{address}/2/oauth2/token",
                entered().by(Authentication.BASIC),
                "tweet.read",
                "tweet.write",
                "users.read",
                "offline.access")
            .who(Who.asked("{address}/2/users/me", "/data/id", "/data/username"))
            .revocation("{address}/2/oauth2/revoke");
    vendor.otherwise(
        request ->
            request.path().equals("/2/users/me")
                ? Answer.of(200, "{\"data\":{\"id\":\"7\",\"username\":\"ada\"}}")
                : token("\"refresh_token\":\"r\",\"expires_in\":7200"));

    assertThat(asked(x)).containsKeys("code_challenge", "state");
    Granted granted = signedIn(x);

    assertThat(sent("/2/oauth2/token").headers().get("authorization")).startsWith("Basic ");
    assertThat(granted.fact(Granted.NAME)).contains("ada");
    assertThat(granted.held().token().refresh()).contains(new Secret("r"));
  }

  @TestTemplate
  void callsTikToksAppByAnotherNameAndSeparatesByCommas() throws Exception {
    OAuth2 tiktok =
        OAuth2.of(
                Code.at("https://www.tiktok.com/v2/auth/authorize/").withoutPkce(),
                "{address}/v2/oauth/token/",
                entered().idName("client_key"))
            .scopes(new Scopes(List.of("user.info.basic", "video.publish"), ","))
            .who(new Who.InAnswer("/open_id", "/open_id"));
    vendor.otherwise(
        request ->
            token(
                "\"open_id\":\"o1\",\"refresh_token\":\"r\",\"expires_in\":86400,"
                    + "\"refresh_expires_in\":31536000"));

    assertThat(asked(tiktok))
        .containsEntry("client_key", "app-1")
        .containsEntry("scope", "user.info.basic,video.publish")
        .doesNotContainKeys("client_id", "code_challenge");
    Granted granted = signedIn(tiktok);

    assertThat(TokenServer.form(sent("/v2/oauth/token/").body()))
        .containsEntry("client_key", "app-1")
        .containsEntry("client_secret", "s3cret");
    assertThat(granted.fact(Granted.ID)).contains("o1");
    assertThat(granted.held().lasting().endsAt().orElseThrow())
        .isAfter(bench.board.hub().clock().instant().plus(Duration.ofDays(364)));
  }

  @TestTemplate
  void tellsGoogleToGiveARefreshToken() {
    OAuth2 youtube =
        OAuth2.of(
                Code.at("https://accounts.google.com/o/oauth2/v2/auth")
                    .issuer("https://accounts.google.com")
                    .saying(Map.of("access_type", "offline", "prompt", "consent")),
                "https://oauth2.googleapis.com/token",
                entered(),
                "https://www.googleapis.com/auth/youtube.upload")
            .renewal(new OAuth2.Refresh(false))
            .choice(
                Choice.of(
                        "https://youtube.googleapis.com/youtube/v3/channels?mine=true&part=snippet",
                        "/items",
                        "/id",
                        "/snippet/title")
                    .next("/nextPageToken", "pageToken"))
            .revocation("https://oauth2.googleapis.com/revoke");

    assertThat(asked(youtube))
        .containsEntry("access_type", "offline")
        .containsEntry("prompt", "consent");
  }

  @TestTemplate
  void exchangesFacebooksTokenForALongerOneAndThatForThoseOfPages() throws Exception {
    OAuth2 facebook =
        OAuth2.of(
                Code.at("https://www.facebook.com/v25.0/dialog/oauth").withoutPkce(),
                "{address}/v25.0/oauth/access_token",
                entered())
            .scopes(new Scopes(List.of("pages_show_list", "pages_manage_posts"), ","))
            .renewal(new OAuth2.NoRenewal())
            .longer(
                new OAuth2.Exchange(
                    Template.of("{address}/v25.0/oauth/access_token"),
                    Map.of(
                        "grant_type", Template.of("fb_exchange_token"),
                        "client_id", Template.of("{app.id}"),
                        "client_secret", Template.of("{app.secret}"),
                        "fb_exchange_token", Template.of("{token}"))))
            .choice(
                Choice.of("{address}/v25.0/me/accounts", "/data", "/id", "/name")
                    .token("/access_token")
                    .next("/paging/next"));
    String second = vendor.address() + "/second";
    vendor.otherwise(
        request ->
            switch (request.path().replaceFirst("\\?.*", "")) {
              case "/v25.0/me/accounts" ->
                  Answer.of(
                      200,
                      """
                      {"data":[{"id":"1","name":"Shop","access_token":"p1"}],"paging":{"next":"%s"}}"""
                          .formatted(second));
              case "/second" ->
                  Answer.of(
                      200, "{\"data\":[{\"id\":\"2\",\"name\":\"Café\",\"access_token\":\"p2\"}]}");
              default ->
                  request.method().equals("GET")
                      ? Answer.of(200, "{\"access_token\":\"long\",\"expires_in\":5184000}")
                      : token("\"expires_in\":3600");
            });

    Granted granted = signedIn(facebook);
    List<Flow.Offered> pages = flow(facebook).offers(granted.held());

    assertThat(granted.held().access()).isEqualTo(new Secret("long"));
    assertThat(pages).extracting(Flow.Offered::name).containsExactly("Shop", "Café");
    assertThat(pages.get(1).held().access()).isEqualTo(new Secret("p2"));
    assertThat(pages.get(1).held().lasting()).isEqualTo(Lasting.UNTOLD);
    assertThat(sent("/v25.0/me/accounts").headers()).containsEntry("authorization", "Bearer long");
  }

  @TestTemplate
  void renewsThreadsByTheTokenItself() throws Exception {
    OAuth2 threads =
        OAuth2.of(
                Code.at("https://threads.net/oauth/authorize").withoutPkce(),
                "{address}/oauth/access_token",
                entered())
            .renewal(
                new OAuth2.ByExchange(
                    new OAuth2.Exchange(
                        Template.of("{address}/refresh_access_token"),
                        Map.of(
                            "grant_type", Template.of("th_refresh_token"),
                            "access_token", Template.of("{token}")))))
            .life(Life.AS_TOLD.ahead(Duration.ofDays(10)));
    vendor.otherwise(request -> Answer.of(200, "{\"access_token\":\"n\",\"expires_in\":5184000}"));

    Held next = flow(threads).renew(Optional.of(held("former")));

    assertThat(next.access()).isEqualTo(new Secret("n"));
    assertThat(TokenServer.form(sentAny().path().replaceFirst(".*\\?", "")))
        .containsEntry("grant_type", "th_refresh_token")
        .containsEntry("access_token", "former");
  }

  /** What the gate says is shown to people and kept. */
  @TestTemplate
  void tellsNoSecretOfAnAddressThatItMustNotGoTo() {
    OAuth2 scheme =
        OAuth2.of(Code.at("https://v.example/authorize"), "{address}/token", entered())
            .renewal(
                new OAuth2.ByExchange(
                    new OAuth2.Exchange(
                        Template.of("{address}/{token}"),
                        Map.of("client_secret", Template.of("{app.secret}")))));
    bench.closed.add("127.0.0.1");

    assertThatThrownBy(() -> flow(scheme).renew(Optional.of(held("former"))))
        .isInstanceOf(CallFailed.class)
        .hasMessageContaining("leads into a private network")
        .hasMessageNotContainingAny("former", "s3cret");
    assertThat(new Vendor.Reply(200, Map.of(), "former").toString()).doesNotContain("former");
  }

  @TestTemplate
  void statesToSalesforceWhomItActsFor() throws Exception {
    var jwt =
        new Jwt(
            Jwt.Algorithm.HS256,
            Jwt.Form.TEXT,
            Template.of("{key}"),
            Map.of(),
            Map.of("sub", Template.of("{user}")),
            Duration.ofMinutes(3));
    OAuth2 salesforce =
        OAuth2.of(new OAuth2.Assertion(jwt), "{address}/services/oauth2/token", Client.none())
            .facts(Map.of("instance_url", "/instance_url"))
            .life(Life.AS_TOLD.token(Duration.ofHours(2)));
    vendor.otherwise(request -> token("\"instance_url\":\"https://our.my.salesforce.com\""));

    Held held = flow(salesforce).renew(Optional.empty());

    assertThat(TokenServer.form(sentAny().body()))
        .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
        .containsKey("assertion");
    assertThat(held.token().facts()).containsEntry("instance_url", "https://our.my.salesforce.com");
    assertThat(held.token().expiresAt()).isPresent();
  }

  @TestTemplate
  void signsInAtSugarCrmWithAPassword() throws Exception {
    OAuth2 sugar =
        OAuth2.of(
                new OAuth2.Password(Template.of("{user}"), Template.of("{key}")),
                "{address}/rest/v11_27/oauth2/token",
                Client.of(
                    new Client.OfSettings(Template.of("sugar"), Template.of("{key}")),
                    Authentication.NONE))
            .proof(Proof.header("OAuth-Token", "{token}"));
    vendor.otherwise(request -> token("\"expires_in\":3600"));

    flow(sugar).renew(Optional.empty());

    assertThat(TokenServer.form(sentAny().body()))
        .containsEntry("grant_type", "password")
        .containsEntry("username", "ada")
        .containsEntry("client_id", "app-1");
  }

  @TestTemplate
  void keepsTheRefreshTokenThatIsNotSentAgain() throws Exception {
    OAuth2 reddit =
        OAuth2.of(
                Code.at("https://www.reddit.com/api/v1/authorize")
                    .withoutPkce()
                    .saying(Map.of("duration", "permanent")),
                "{address}/api/v1/access_token",
                entered().by(Authentication.BASIC),
                "identity",
                "submit")
            .renewal(new OAuth2.Refresh(false));
    vendor.otherwise(request -> token("\"expires_in\":3600"));

    Held next = flow(reddit).renew(Optional.of(held("former")));

    assertThat(next.token().refresh()).contains(new Secret("refresh"));
    assertThat(next.token().facts()).containsEntry("kept", "fact");
  }

  private static Client entered() {
    return Client.entered("Register an app", "Eine App eintragen");
  }

  private static Answer token(String more) {
    return Answer.of(200, "{\"access_token\":\"t\"," + more + "}");
  }

  private static Held held(String access) {
    return Held.of(
        new Token(
            new Secret(access),
            Optional.of(new Secret("refresh")),
            Optional.empty(),
            Map.of("kept", "fact")));
  }

  private Flow flow(OAuth2 scheme) {
    String key = "a key of at least thirty-two bytes";
    Map<String, Object> settings =
        Map.of("address", vendor.address(), "user", "ada", "key", new Secret(key));
    var flows = new Flows(new TrialVendor(scheme).descriptor(), settings, bench.board.hub());
    return flows
        .flow(
            new AppKeys("app-1", Optional.of(new Secret("s3cret"))),
            "https://hub.example/oauth/callback")
        .orElseThrow();
  }

  private Map<String, String> asked(OAuth2 scheme) {
    try {
      var go = (Flow.Go) flow(scheme).begin(new HashMap<>(Map.of("state", "s")));
      return TokenServer.form(go.address().getRawQuery());
    } catch (CallFailed e) {
      throw new AssertionError(e);
    }
  }

  private Granted signedIn(OAuth2 scheme) throws CallFailed {
    Map<String, String> notes = new HashMap<>(Map.of("state", "s"));
    flow(scheme).begin(notes);
    return flow(scheme).finish(notes, Map.of("state", "s", "code", "c")).orElseThrow();
  }

  private Request sent(String path) {
    return vendor.requests().stream()
        .filter(request -> request.path().replaceFirst("\\?.*", "").equals(path))
        .findFirst()
        .orElseThrow();
  }

  private Request sentAny() {
    return vendor.requests().get(0);
  }
}
