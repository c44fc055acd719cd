// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignInTest {
  /** A token that stays while one of these changes goes to where it was not given. */
  @Test
  void namesAllThatSaysWhereASignInIs() {
    OAuth2 scheme =
        OAuth2.of(
                OAuth2.Code.at("{door}/authorize").pushed("{desk}/par"),
                "{mint}/token",
                Client.ofSettings("{id}", "{secret}"))
            .renewal(
                new OAuth2.ByExchange(
                    new OAuth2.Exchange(
                        Template.of("{change}/x"), Map.of("t", Template.of("{token}")))))
            .longer(new OAuth2.Exchange(Template.of("{longer}/x"), Map.of()))
            .who(Who.asked("{api}/me", "/id", "/name"))
            .choice(Choice.of("{pages}/all", "/data", "/id", "/name"))
            .revocation("{bin}/revoke");

    assertThat(scheme.settings())
        .containsExactlyInAnyOrder(
            "door", "desk", "mint", "id", "change", "longer", "api", "pages", "bin");
  }

  @Test
  void namesTheInstanceWhoseAppItIs() {
    assertThat(
            OAuth2.of(
                    OAuth2.Code.at("https://v.example/authorize"),
                    "https://v.example/token",
                    Client.mastodon("{instance}"))
                .settings())
        .containsExactly("instance");
    assertThat(
            new SignIn.OAuth1(
                    Template.of("{a}/request"),
                    Template.of("{b}/authorize"),
                    Template.of("{c}/access"),
                    Client.entered("", ""),
                    Map.of(),
                    Map.of())
                .settings())
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(
            new SignIn.Atproto(
                    Template.of("{handle}"),
                    Template.of("{resolver}"),
                    Template.of("https://plc.example"),
                    List.of())
                .settings())
        .containsExactlyInAnyOrder("handle", "resolver");
  }

  /** All of them say it where no person signs in. */
  @Test
  void namesNoneWhereTheSettingsAreTheSignIn() {
    assertThat(
            OAuth2.of(new OAuth2.Credentials(Map.of()), "{address}/token", Client.none())
                .settings())
        .isEmpty();
  }
}
