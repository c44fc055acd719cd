// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.parley.api.ParleyException;
import org.parley.connector.Place;
import org.parley.connector.Signature;
import org.parley.connector.Signature.Asymmetric;
import org.parley.connector.Signature.Digest;
import org.parley.connector.Signature.Encoding;
import org.parley.connector.Signature.Hmac;
import org.parley.connector.Signature.Scheme;
import org.parley.connector.Signature.Shared;
import org.parley.connector.Signature.Standard;

/** Verifies that a call is the system's own. Those of SNS are seen to by {@link SnsCalls}. */
final class Signatures {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final String PREFIX = "whsec_";
  private static final Pattern PART = Pattern.compile("\\{(\\w+)}");

  /** Seconds since 1970 have so many digits until the year 5138; milliseconds have more. */
  private static final int DIGITS_OF_SECONDS = 11;

  /** What stands before the 32 bytes of a key of Ed25519 in X.509. */
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final Map<Digest, String> HMACS =
      Map.of(
          Digest.SHA1, "HmacSHA1",
          Digest.SHA256, "HmacSHA256",
          Digest.SHA384, "HmacSHA384",
          Digest.SHA512, "HmacSHA512");

  private Signatures() {}

  /**
   * Verifies a call.
   *
   * @return what the call is known by, so that it can be refused when it comes again; empty where
   *     the scheme has no such thing
   * @throws ParleyException with fault {@code CREDENTIALS}
   */
  static Optional<String> verify(Signature signature, InCall call, Instant now) {
    if (signature instanceof Hmac hmac) {
      return verifyHmac(hmac, call, now);
    }
    if (signature instanceof Asymmetric asymmetric) {
      return Optional.of(verifyAsymmetric(asymmetric, call, now));
    }
    if (signature instanceof Shared shared) {
      verifyShared(shared, call);
      return Optional.empty();
    }
    if (signature instanceof Standard standard) {
      return Optional.of(verifyStandard(standard, call, now));
    }
    throw new IllegalArgumentException("Signature '" + signature + "' is of no known scheme");
  }

  private static Optional<String> verifyHmac(Hmac hmac, InCall call, Instant now) {
    Optional<String> time = hmac.time().map(call::get);
    time.ifPresent(stamp -> requireRecent(stamp, now));
    Optional<String> id = hmac.id().map(call::get);
    byte[] key = hmac.key().reveal().getBytes(UTF_8);
    var parts = new Parts(call, time.orElse(""), id.orElse(""), key);
    byte[] signed = signed(hmac.signed(), parts);
    for (String given : call.all(hmac.place())) {
      if (fits(hmac, signed, key, given)) {
        boolean known = time.isEmpty() || hmac.id().filter(at -> isSigned(hmac, at)).isPresent();
        return known ? id : Optional.of(nameOf(signed));
      }
    }
    throw InCall.refused("The signature does not fit the call");
  }

  /** Else anybody gives a call that they have seen another. */
  private static boolean isSigned(Hmac hmac, Place id) {
    String text = hmac.signed();
    return text.contains("{id}")
        || switch (id.in()) {
          case BODY -> text.contains("{body}") || text.contains("{form}");
          case QUERY -> text.contains("{url}");
          case HEADER -> false;
        };
  }

  /** A signature can be written in several ways; what it signs cannot. */
  private static String nameOf(byte[] signed) {
    return HexFormat.of().formatHex(sha256(signed));
  }

  private static boolean fits(Hmac hmac, byte[] signed, byte[] key, String given) {
    Digest digest = hmac.digest();
    String written = given;
    if (digest == Digest.NAMED) {
      int equals = given.indexOf('=');
      digest = digestNamed(given.substring(0, Math.max(0, equals)));
      written = given.substring(equals + 1);
    }
    byte[] expected = digest == Digest.PLAIN_SHA256 ? sha256(signed) : hmac(digest, key, signed);
    return MessageDigest.isEqual(expected, decode(written, hmac.encoding()));
  }

  private static Digest digestNamed(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "sha1" -> Digest.SHA1;
      case "sha256" -> Digest.SHA256;
      case "sha384" -> Digest.SHA384;
      case "sha512" -> Digest.SHA512;
      default -> throw InCall.refused("'" + name + "' is no digest such as sha256");
    };
  }

  private static String verifyAsymmetric(Asymmetric asymmetric, InCall call, Instant now) {
    String time = call.get(asymmetric.time());
    requireRecent(time, now);
    String given = call.get(asymmetric.place());
    byte[] signed = signed(asymmetric.signed(), new Parts(call, time, "", new byte[0]));
    boolean edwards = asymmetric.scheme() == Scheme.ED25519;
    byte[] signature = decode(given, edwards ? Encoding.HEX : Encoding.BASE64);
    try {
      var verifier = java.security.Signature.getInstance(edwards ? "Ed25519" : "SHA256withECDSA");
      verifier.initVerify(edwards ? edwards(asymmetric.key()) : elliptic(asymmetric.key()));
      verifier.update(signed);
      if (verifier.verify(signature)) {
        return nameOf(signed);
      }
    } catch (GeneralSecurityException e) {
      throw InCall.refused("The signature cannot be verified: " + e.getMessage());
    }
    throw InCall.refused("The signature does not fit the call");
  }

  private static PublicKey edwards(String hex) throws GeneralSecurityException {
    byte[] bare = decode(hex, Encoding.HEX);
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(ED25519);
    whole.writeBytes(bare);
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new X509EncodedKeySpec(whole.toByteArray()));
  }

  private static PublicKey elliptic(String base64) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC")
        .generatePublic(new X509EncodedKeySpec(decode(base64, Encoding.BASE64)));
  }

  private static void verifyShared(Shared shared, InCall call) {
    byte[] expected = shared.secret().reveal().getBytes(UTF_8);
    if (!MessageDigest.isEqual(expected, call.get(shared.place()).getBytes(UTF_8))) {
      throw InCall.refused("The secret does not fit");
    }
  }

  private static String verifyStandard(Standard standard, InCall call, Instant now) {
    String id = call.get(Place.header("webhook-id"));
    String timestamp = call.get(Place.header("webhook-timestamp"));
    requireRecent(timestamp, now);
    byte[] key = standardKey(standard.key().reveal());
    byte[] signed = signed("{id}.{time}.{body}", new Parts(call, timestamp, id, key));
    byte[] digest = hmac(Digest.SHA256, key, signed);
    for (String each : call.get(Place.header("webhook-signature")).split(" ")) {
      if (each.startsWith("v1,")
          && MessageDigest.isEqual(digest, decode(each.substring(3), Encoding.BASE64))) {
        return id;
      }
    }
    throw InCall.refused("None of the signatures fits the body");
  }

  private static byte[] standardKey(String key) {
    try {
      return Base64.getDecoder()
          .decode(key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key);
    } catch (IllegalArgumentException e) {
      return key.getBytes(UTF_8);
    }
  }

  private static void requireRecent(String stamp, Instant now) {
    var age = Duration.between(time(stamp.strip()), now).abs();
    if (age.compareTo(TOLERANCE) > 0) {
      throw InCall.refused(
          "The call is " + age.toSeconds() + " seconds off; at most 300 are allowed");
    }
  }

  private static Instant time(String stamp) {
    try {
      if (!stamp.matches("\\d{1,16}")) {
        return Instant.parse(stamp);
      }
      long number = Long.parseLong(stamp);
      return stamp.length() > DIGITS_OF_SECONDS
          ? Instant.ofEpochMilli(number)
          : Instant.ofEpochSecond(number);
    } catch (DateTimeException e) {
      throw InCall.refused("The call's time is '" + stamp + "'; it must be a number or a date");
    }
  }

  /** What the template says, its parts filled in. */
  private static byte[] signed(String template, Parts parts) {
    var signed = new ByteArrayOutputStream();
    Matcher part = PART.matcher(template);
    int from = 0;
    while (part.find()) {
      signed.writeBytes(template.substring(from, part.start()).getBytes(UTF_8));
      signed.writeBytes(parts.get(part.group(1)));
      from = part.end();
    }
    signed.writeBytes(template.substring(from).getBytes(UTF_8));
    return signed.toByteArray();
  }

  static byte[] hmac(Digest digest, byte[] key, byte[] signed) {
    String name = HMACS.getOrDefault(digest, "HmacSHA256");
    try {
      var mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(key, name));
      return mac.doFinal(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime knows no " + name, e);
    }
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime knows no SHA-256", e);
    }
  }

  private static byte[] decode(String digest, Encoding encoding) {
    try {
      return switch (encoding) {
        case HEX -> HexFormat.of().parseHex(digest.toLowerCase(Locale.ROOT));
        case BASE64 -> Base64.getDecoder().decode(digest);
        case BASE64_OF_ID_AND_HEX -> afterId(new String(Base64.getDecoder().decode(digest), UTF_8));
      };
    } catch (IllegalArgumentException e) {
      throw InCall.refused(
          "The signature is not written in " + encoding.name().toLowerCase(Locale.ROOT));
    }
  }

  private static byte[] afterId(String both) {
    return HexFormat.of().parseHex(both.substring(both.indexOf(':') + 1));
  }

  /** What a template may name. */
  private record Parts(InCall call, String time, String id, byte[] key) {
    byte[] get(String name) {
      return switch (name) {
        case "body" -> call.call().body();
        case "time" -> time.getBytes(UTF_8);
        case "id" -> id.getBytes(UTF_8);
        case "method" -> call.call().method().getBytes(UTF_8);
        case "url" -> call.url().getBytes(UTF_8);
        case "key" -> key;
        case "form" -> form().getBytes(UTF_8);
        default -> throw new IllegalArgumentException("Nothing in a call is called '" + name + "'");
      };
    }

    private String form() {
      List<String> pairs =
          call.form().entrySet().stream().map(pair -> pair.getKey() + pair.getValue()).toList();
      return String.join("", pairs);
    }
  }
}
