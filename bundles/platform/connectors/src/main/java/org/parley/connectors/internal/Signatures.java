// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.connector.Signature;

/** Verifies that a call is the system's own. */
final class Signatures {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final String PREFIX = "whsec_";

  private Signatures() {}

  /**
   * Verifies a call.
   *
   * @return what the call is known by, so that it can be refused when it comes again; empty where
   *     the scheme has no such thing
   * @throws ParleyException with fault {@code CREDENTIALS}
   */
  static Optional<String> verify(
      Signature signature, Map<String, String> headers, byte[] body, Instant now) {
    if (signature instanceof Signature.Hmac hmac) {
      verifyHmac(hmac, headers, body);
      return Optional.empty();
    }
    if (signature instanceof Signature.Standard standard) {
      return Optional.of(verifyStandard(standard, headers, body, now));
    }
    throw new IllegalArgumentException("Signature '" + signature + "' is of no known scheme");
  }

  private static void verifyHmac(Signature.Hmac hmac, Map<String, String> headers, byte[] body) {
    String given = header(headers, hmac.header());
    if (!given.startsWith(hmac.prefix())) {
      throw refused("Header '%s' does not begin with '%s'".formatted(hmac.header(), hmac.prefix()));
    }
    byte[] digest = digest(hmac.key().reveal().getBytes(UTF_8), body);
    byte[] claimed = decode(given.substring(hmac.prefix().length()), hmac.encoding());
    if (!MessageDigest.isEqual(digest, claimed)) {
      throw refused("The signature does not fit the body");
    }
  }

  private static String verifyStandard(
      Signature.Standard standard, Map<String, String> headers, byte[] body, Instant now) {
    String id = header(headers, "webhook-id");
    String timestamp = header(headers, "webhook-timestamp");
    requireRecent(timestamp, now);
    byte[] head = (id + "." + timestamp + ".").getBytes(UTF_8);
    byte[] digest = digest(standardKey(standard.key().reveal()), head, body);
    for (String each : header(headers, "webhook-signature").split(" ")) {
      if (each.startsWith("v1,")
          && MessageDigest.isEqual(digest, decode(each.substring(3), Signature.Encoding.BASE64))) {
        return id;
      }
    }
    throw refused("None of the signatures fits the body");
  }

  private static void requireRecent(String timestamp, Instant now) {
    if (!timestamp.matches("\\d{1,12}")) {
      throw refused("Header 'webhook-timestamp' is '" + timestamp + "'; it must be seconds");
    }
    var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now).abs();
    if (age.compareTo(TOLERANCE) > 0) {
      throw refused("The call is " + age.toSeconds() + " seconds off; at most 300 are allowed");
    }
  }

  private static byte[] standardKey(String key) {
    try {
      return Base64.getDecoder()
          .decode(key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key);
    } catch (IllegalArgumentException e) {
      return key.getBytes(UTF_8);
    }
  }

  private static byte[] decode(String digest, Signature.Encoding encoding) {
    try {
      return switch (encoding) {
        case HEX -> HexFormat.of().parseHex(digest.toLowerCase(Locale.ROOT));
        case BASE64 -> Base64.getDecoder().decode(digest);
      };
    } catch (IllegalArgumentException e) {
      throw refused("The signature is not written in " + encoding.name().toLowerCase(Locale.ROOT));
    }
  }

  private static byte[] digest(byte[] key, byte[]... signed) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : signed) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime knows no HMAC-SHA256", e);
    }
  }

  private static String header(Map<String, String> headers, String name) {
    String value = headers.get(name.toLowerCase(Locale.ROOT));
    if (value == null) {
      throw refused("Header '" + name + "' is missing");
    }
    return value;
  }

  private static ParleyException refused(String message) {
    return new ParleyException(Fault.CREDENTIALS, message);
  }
}
