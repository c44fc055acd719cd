// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What all clicks of one visitor on one day have in common, and nothing that outlives the day. */
final class DailyKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LENGTH = 16;

  private final SecretKeySpec salt;

  /**
   * Finding and salting one anew, or copying one, would cost more than using it. They go with the
   * day: kept by a thread, its salt would outlive it.
   */
  private final Queue<Mac> idle = new ConcurrentLinkedQueue<>();

  /**
   * @param salt of the day
   */
  DailyKey(byte[] salt) {
    this.salt = new SecretKeySpec(salt, ALGORITHM);
  }

  private Mac salted() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(salt);
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
    Mac kept = idle.poll();
    Mac mac = kept == null ? salted() : kept;
    for (String part : seen) {
      mac.update(part.getBytes(UTF_8));
      mac.update((byte) 0);
    }
    byte[] key = Arrays.copyOf(mac.doFinal(), LENGTH);
    idle.add(mac);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }
}
