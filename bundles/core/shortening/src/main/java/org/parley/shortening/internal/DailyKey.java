// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What all clicks of one visitor on one day have in common, and nothing that outlives the day. */
final class DailyKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LENGTH = 16;

  /** Finding and salting one anew, or copying one, would cost more than using it. */
  private final ThreadLocal<Mac> salted;

  /**
   * @param salt of the day
   */
  DailyKey(byte[] salt) {
    SecretKeySpec key = new SecretKeySpec(salt, ALGORITHM);
    salted = ThreadLocal.withInitial(() -> salted(key));
  }

  private static Mac salted(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, missing);
    }
  }

  /**
   * Safe for all threads.
   *
   * @param seen what the request shows of a visitor: address, user agent, link domain
   */
  String of(String... seen) {
    Mac mac = salted.get();
    for (String part : seen) {
      mac.update(part.getBytes(UTF_8));
      mac.update((byte) 0);
    }
    byte[] key = Arrays.copyOf(mac.doFinal(), LENGTH);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }
}
