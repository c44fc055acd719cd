// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.api.connectors.Client;
import org.parley.api.connectors.Jwt;
import org.parley.api.connectors.OAuth2;
import org.parley.api.connectors.Proof;
import org.parley.api.connectors.SignIn;
import org.parley.api.connectors.Template;
import org.parley.api.connectors.Who;

class ReadSignInTest {
  private static final String KEY =
      "  key: {header: Authorization, value: \"Bearer ${settings.token}\"}\n";

  @Test
  void readsOAuthWithItsUsualWays() {
    OAuth2 oauth =
        (OAuth2)
            read(
                """
                  oauth2:
                    grant: code
                    authorize: https://example.org/authorize?x=${settings.token}
                    token: https://example.org/token
                    client: {app: entered, by: basic}
                    scopes: [read, write]
                    who: {get: https://example.org/me, id: /data/id, name: /data/name}
                """);

    assertThat(oauth)
        .isEqualTo(
            OAuth2.of(
                    OAuth2.Code.at("https://example.org/authorize?x={token}"),
                    "https://example.org/token",
                    Client.entered("", "").by(Client.Authentication.BASIC),
                    "read",
                    "write")
                .who(Who.asked("https://example.org/me", "/data/id", "/data/name")));
  }

  @Test
  void readsWhatIsUnusual() {
    OAuth2 oauth =
        (OAuth2)
            read(
                """
                  oauth2:
                    grant: code
                    authorize: https://example.org/authorize
                    token: https://example.org/token
                    pkce: false
                    parameters: {access_type: offline}
                    client:
                      {app: settings, id: "${settings.token}", secret: "${settings.token}", idName: client_key}
                    separator: ","
                    rotates: false
                    life: {token: PT60M, renewals: P60D}
                    longer: {address: https://example.org/long, parameters: {token: "${token}"}}
                    proof: {header: Authorization, value: "OAuth ${token}"}
                    facts: {host: /instance_url}
                """);

    assertThat(((OAuth2.Code) oauth.grant()).pkce()).isFalse();
    assertThat(oauth.client().idName()).isEqualTo("client_key");
    assertThat(oauth.renewal()).isEqualTo(new OAuth2.Refresh(false));
    assertThat(oauth.life().renewals()).contains(Duration.ofDays(60));
    assertThat(oauth.longer().orElseThrow().parameters())
        .isEqualTo(Map.of("token", Template.of("{token}")));
    assertThat(oauth.proof()).isEqualTo(Proof.authorization("OAuth {token}"));
    assertThat(oauth.facts()).isEqualTo(Map.of("host", "/instance_url"));
  }

  @Test
  void readsAStatementThatTheHubSigns() {
    SignIn.SelfSigned signed =
        (SignIn.SelfSigned)
            read(
                """
                  jwt:
                    form: hex
                    key: ${settings.token}
                    claims: {aud: /admin/}
                    proof: {value: "Ghost ${token}"}
                """);

    assertThat(signed.jwt().form()).isEqualTo(Jwt.Form.HEX);
    assertThat(signed.jwt().life()).isEqualTo(Duration.ofMinutes(5));
    assertThat(signed.proof()).isEqualTo(Proof.authorization("Ghost {token}"));
  }

  @Test
  void saysWhatAGrantLacks() {
    List<Problem> problems =
        refusal(
                """
                  oauth2:
                    grant: code
                    token: https://example.org/${$uppercase(settings.token)}
                    client: {app: registered}
                """)
            .problems();

    assertThat(problems)
        .extracting(Problem::message)
        .anyMatch(message -> message.contains("'authorize' is missing"))
        .anyMatch(message -> message.contains("'instance' is missing"))
        .anyMatch(message -> message.contains("names alone"));
  }

  @Test
  void takesAKeyOfTwoParts() {
    SignIn.SelfSigned signed =
        (SignIn.SelfSigned)
            read(
                """
                  jwt:
                    form: hex
                    key: ${settings.token#2}
                    header: {kid: "${settings.token#1}"}
                    proof: {value: "Ghost ${token}"}
                """);

    assertThat(signed.jwt().key()).isEqualTo(Template.of("{token#2}"));
    assertThat(signed.jwt().header()).isEqualTo(Map.of("kid", Template.of("{token#1}")));
  }

  @Test
  void knowsWhatFillsAHole() {
    List<Problem> problems =
        refusal(
                """
                  oauth2:
                    grant: code
                    authorize: https://example.org/${instnce}
                    token: https://example.org/${settings.token}/${host}
                    parameters: {audience: "${settings.token}"}
                    client: {app: entered}
                    facts: {host: /instance_url}
                """)
            .problems();

    assertThat(problems)
        .extracting(Problem::message)
        .satisfiesExactly(
            message -> assertThat(message).startsWith("Nothing is called 'instnce'"),
            message -> assertThat(message).contains("has no holes"));
    assertThat(problems.get(0).place().path()).isEqualTo("signIn.oauth2.authorize");
  }

  @Test
  void wantsPlacesOfWhatItLearns() {
    List<Problem> problems =
        refusal(
                """
                  oauth2:
                    grant: code
                    authorize: https://example.org/authorize
                    token: https://example.org/token
                    client: {app: entered}
                    who: {get: https://example.org/me, id: data.id, name: /data/name}
                """)
            .problems();

    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.place().path()).isEqualTo("signIn.oauth2.who.id");
              assertThat(problem.message()).contains("a place such as /data/id");
            });
  }

  @Test
  void knowsTheSettingsThatFillAHole() {
    assertThat(refusal("  jwt: {key: \"${settings.tokn}\"}\n"))
        .hasMessageContaining("There is no setting 'tokn'; did you mean 'token'?");
  }

  private static SignIn read(String way) {
    return ReadManifest.read(text(way), name -> exchange -> {}).descriptor().signIn();
  }

  private static InvalidManifest refusal(String way) {
    return catchThrowableOfType(InvalidManifest.class, () -> read(way));
  }

  private static String text(String way) {
    return ReadManifestTest.SMALL.replace(KEY, way);
  }
}
