// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.connectors.Jwt;
import org.parley.api.connectors.Template;

class JwtsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  /** RFC 7636, appendix B; RFC 9449, section 7.1. */
  @Test
  void digestsAsTheSpecificationsDo() {
    assertThat(Randoms.digest("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
        .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    assertThat(Randoms.digest("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU"))
        .isEqualTo("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");
  }

  @Test
  void makesVerifiersOfAllowedLengthAndLetters() {
    assertThat(Randoms.text()).matches("[A-Za-z0-9._~-]{43,128}").isNotEqualTo(Randoms.text());
  }

  @Test
  void statesThatARequestIsOurs() throws Exception {
    Secret key = Jwts.newKey("k1");
    var request =
        new Jwts.Request("POST", URI.create("https://pds.example/xrpc/a?b=c#d"), Optional.of("n1"));

    SignedJWT proof = SignedJWT.parse(Jwts.ofRequest(key, request, Optional.of("access"), NOW));

    ECKey shown = proof.getHeader().getJWK().toECKey();
    assertThat(proof.getHeader().getType()).hasToString("dpop+jwt");
    assertThat(shown.isPrivate()).isFalse();
    assertThat(proof.verify(new ECDSAVerifier(shown))).isTrue();
    assertThat(proof.getJWTClaimsSet().getClaims())
        .containsEntry("htm", "POST")
        .containsEntry("htu", "https://pds.example/xrpc/a")
        .containsEntry("nonce", "n1")
        .containsEntry("ath", Randoms.digest("access"))
        .containsKeys("jti", "iat");
  }

  @Test
  void neverPublishesThePrivatePart() {
    assertThat(Jwts.published(Jwts.newKey("k1"))).doesNotContainKey("d").containsEntry("kid", "k1");
  }

  @Test
  void statesWhoTheHubIs() throws Exception {
    Secret key = Jwts.newKey("k1");

    SignedJWT statement =
        SignedJWT.parse(Jwts.ofApp(key, "https://hub.example/me", "https://as.example", NOW));

    assertThat(statement.verify(new ECDSAVerifier(ECKey.parse(key.reveal())))).isTrue();
    assertThat(statement.getHeader().getKeyID()).isEqualTo("k1");
    assertThat(statement.getJWTClaimsSet().getIssuer()).isEqualTo("https://hub.example/me");
    assertThat(statement.getJWTClaimsSet().getSubject()).isEqualTo("https://hub.example/me");
    assertThat(statement.getJWTClaimsSet().getAudience()).isEqualTo(List.of("https://as.example"));
  }

  @Test
  void signsAsGhostWantsIt() throws Exception {
    String hex = "11".repeat(32);
    var jwt =
        new Jwt(
            Jwt.Algorithm.HS256,
            Jwt.Form.HEX,
            Template.of("{key#2}"),
            Map.of("kid", Template.of("{key#1}")),
            Map.of("aud", Template.of("/admin/")),
            Duration.ofMinutes(5));

    SignedJWT statement =
        SignedJWT.parse(Jwts.sign(jwt, Fillings.of(Map.of("key", "6489:" + hex)), NOW));

    assertThat(statement.verify(new MACVerifier(HexFormat.of().parseHex(hex)))).isTrue();
    assertThat(statement.getHeader().getKeyID()).isEqualTo("6489");
    assertThat(statement.getJWTClaimsSet().getIssueTime()).isEqualTo(NOW.minusSeconds(5));
    assertThat(statement.getJWTClaimsSet().getExpirationTime())
        .isEqualTo(NOW.minusSeconds(5).plus(Duration.ofMinutes(5)));
  }

  @Test
  void signsAsSalesforceWantsIt() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";

    SignedJWT statement =
        SignedJWT.parse(
            Jwts.sign(
                salesforce(),
                Fillings.of(Map.of("consumer", "3MVG9", "user", "ada@example.org", "key", pem)),
                NOW));

    assertThat(statement.verify(new RSASSAVerifier((RSAPublicKey) pair.getPublic()))).isTrue();
    assertThat(statement.getJWTClaimsSet().getIssuer()).isEqualTo("3MVG9");
    assertThat(statement.getJWTClaimsSet().getSubject()).isEqualTo("ada@example.org");
  }

  @Test
  void saysWhichKeyWouldDo() {
    Fillings filled = Fillings.of(Map.of("consumer", "a", "user", "b", "key", "no key"));

    assertThatThrownBy(() -> Jwts.sign(salesforce(), filled, NOW))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("PKCS#8");
  }

  private static Jwt salesforce() {
    return new Jwt(
        Jwt.Algorithm.RS256,
        Jwt.Form.PEM,
        Template.of("{key}"),
        Map.of(),
        Map.of(
            "iss", Template.of("{consumer}"),
            "sub", Template.of("{user}"),
            "aud", Template.of("https://login.salesforce.com")),
        Duration.ofMinutes(3));
  }
}
