// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.parley.api.Secret;

/**
 * PBKDF2 with HMAC-SHA-512, the JDK's own: no further library, and strong enough with the rounds
 * that OWASP asks for. The text that is kept names the rounds, so that they can be raised.
 */
final class PasswordHash {
  static final int ROUNDS = 210_000;

  private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
  private static final String NAME = "pbkdf2-sha512";
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;

  private final SecureRandom random = new SecureRandom();
  private final int rounds;

  /** Kept of no password: made at random, as the real one would cost a start half a second. */
  private final String nobody;

  PasswordHash(int rounds) {
    this.rounds = rounds;
    this.nobody = kept(random(SALT_BYTES), random(HASH_BITS / Byte.SIZE));
  }

  /** What to keep of a password. */
  String hash(Secret password) {
    byte[] salt = random(SALT_BYTES);
    return kept(salt, derive(password, rounds, salt));
  }

  private String kept(byte[] salt, byte[] hash) {
    return "%s:%d:%s:%s".formatted(NAME, rounds, text(salt), text(hash));
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Whether this is the password of which that is kept. */
  boolean matches(Secret password, String kept) {
    String[] parts = kept.split(":", -1);
    if (parts.length != 4 || !parts[0].equals(NAME)) {
      throw new IllegalStateException(
          "A kept password of kind '%s' is unknown".formatted(parts[0]));
    }
    byte[] salt = Base64.getDecoder().decode(parts[2]);
    byte[] expected = Base64.getDecoder().decode(parts[3]);
    return MessageDigest.isEqual(expected, derive(password, Integer.parseInt(parts[1]), salt));
  }

  /** Takes as long as a comparison, for names that nobody has. */
  boolean matchesNobody(Secret password) {
    return matches(password, nobody) && false;
  }

  /** Whether what is kept was made with fewer rounds than today's. */
  boolean isOld(String kept) {
    return Integer.parseInt(kept.split(":", -1)[1]) < rounds;
  }

  private static byte[] derive(Secret password, int rounds, byte[] salt) {
    var spec = new PBEKeySpec(password.reveal().toCharArray(), salt, rounds, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } finally {
      spec.clearPassword();
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
