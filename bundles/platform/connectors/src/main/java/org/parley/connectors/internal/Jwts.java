// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.connectors.Jwt;

/** Statements signed with a key: who the hub acts for, who it is, and that a request is its own. */
final class Jwts {
  private static final Duration ASSERTION_LIFE = Duration.ofMinutes(1);

  /** Clocks differ, and many systems refuse what was made in their future. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  private static final JOSEObjectType DPOP = new JOSEObjectType("dpop+jwt");

  private Jwts() {}

  /**
   * Signs what a connector's data says.
   *
   * @throws ParleyException with fault {@code SETTINGS} when the key is none
   */
  static String sign(Jwt jwt, Fillings values, Instant now) {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.parse(jwt.algorithm().name())).type(JOSEObjectType.JWT);
    jwt.header()
        .forEach(
            (name, value) -> {
              if (name.equals("kid")) {
                header.keyID(value.fill(values));
              } else {
                header.customParam(name, value.fill(values));
              }
            });
    var claims = claims(now).expirationTime(Date.from(now.minus(SLACK).plus(jwt.life())));
    jwt.claims().forEach((name, value) -> claims.claim(name, value.fill(values)));
    return signed(header.build(), claims.build(), signer(jwt, values));
  }

  private static JWTClaimsSet.Builder claims(Instant now) {
    return new JWTClaimsSet.Builder().jwtID(Randoms.text()).issueTime(Date.from(now.minus(SLACK)));
  }

  private static JWSSigner signer(Jwt jwt, Fillings values) {
    String key = jwt.key().fill(values);
    try {
      byte[] bytes = bytes(jwt.form(), key);
      return switch (jwt.algorithm()) {
        case HS256 -> new MACSigner(bytes);
        case RS256 -> new RSASSASigner(privateKey("RSA", bytes));
        case ES256 -> new ECDSASigner((ECPrivateKey) privateKey("EC", bytes));
      };
    } catch (JOSEException | GeneralSecurityException | IllegalArgumentException e) {
      throw new ParleyException(
          Fault.SETTINGS,
          "The key cannot sign with %s; %s is expected"
              .formatted(
                  jwt.algorithm(),
                  jwt.form() == Jwt.Form.PEM
                      ? "one that begins with BEGIN PRIVATE KEY (PKCS#8)"
                      : "one of 32 bytes or more"),
          e);
    }
  }

  private static byte[] bytes(Jwt.Form form, String key) {
    return switch (form) {
      case TEXT -> key.getBytes(UTF_8);
      case HEX -> HexFormat.of().parseHex(key.strip());
      case BASE64 -> Base64.getDecoder().decode(key.strip());
      case PEM ->
          Base64.getMimeDecoder().decode(key.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", ""));
    };
  }

  private static PrivateKey privateKey(String family, byte[] bytes)
      throws GeneralSecurityException {
    return KeyFactory.getInstance(family).generatePrivate(new PKCS8EncodedKeySpec(bytes));
  }

  /**
   * A new key of the hub's for ES256.
   *
   * @param id by which others name it
   */
  static Secret newKey(String id) {
    try {
      return new Secret(new ECKeyGenerator(Curve.P_256).keyID(id).generate().toJSONString());
    } catch (JOSEException e) {
      throw new IllegalStateException("Every Java has P-256", e);
    }
  }

  /** What may be published of a key of the hub's. */
  static Map<String, Object> published(Secret key) {
    return key(key).toPublicJWK().toJSONObject();
  }

  /** States that the hub is the app (RFC 7523, section 2.2). */
  static String ofApp(Secret key, String app, String audience, Instant now) {
    ECKey own = key(key);
    var claims =
        claims(now)
            .issuer(app)
            .subject(app)
            .audience(audience)
            .expirationTime(Date.from(now.plus(ASSERTION_LIFE)))
            .build();
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(own.getKeyID()).build();
    return signed(header, claims, signer(own));
  }

  /**
   * States that a request is made by whoever holds the key (RFC 9449).
   *
   * @param token that the request bears; empty where it bears none
   */
  static String ofRequest(Secret key, Request request, Optional<String> token, Instant now) {
    ECKey own = key(key);
    var claims =
        claims(now).claim("htm", request.method()).claim("htu", withoutQuery(request.address()));
    request.nonce().ifPresent(nonce -> claims.claim("nonce", nonce));
    token.ifPresent(shown -> claims.claim("ath", Randoms.digest(shown)));
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(DPOP).jwk(own.toPublicJWK()).build();
    return signed(header, claims.build(), signer(own));
  }

  /**
   * A request to be signed.
   *
   * @param nonce that its system wants to see
   */
  record Request(String method, URI address, Optional<String> nonce) {}

  private static String withoutQuery(URI address) {
    return address.toString().replaceFirst("[?#].*$", "");
  }

  private static JWSSigner signer(ECKey key) {
    try {
      return new ECDSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalStateException("A key of the hub's cannot sign", e);
    }
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
    var jwt = new SignedJWT(header, claims);
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new ParleyException(Fault.SETTINGS, "The key cannot sign: " + e.getMessage(), e);
    }
    return jwt.serialize();
  }

  private static ECKey key(Secret key) {
    try {
      return ECKey.parse(key.reveal());
    } catch (ParseException e) {
      throw new IllegalStateException("A key of the hub's cannot be read", e);
    }
  }

  /**
   * What a statement says that came straight from the one who made it, over TLS, so that its
   * signature need not be asked for (OpenID Connect Core, 3.1.3.7); empty for what is none.
   */
  static Optional<JWTClaimsSet> read(String jwt) {
    try {
      return Optional.ofNullable(JWTParser.parse(jwt).getJWTClaimsSet());
    } catch (ParseException e) {
      return Optional.empty();
    }
  }
}
