// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the personal parts of records with one partition key are encrypted with: AES in
 * Galois/Counter Mode (NIST SP 800-38D). Only the process that made a key writes with it, so
 * counting gives each part an initialization vector of its own.
 */
final class PersonalKey {
  /** Of the secret. */
  static final int BYTES = 16;

  private static final String ALGORITHM = "AES";
  private static final String MODE = "AES/GCM/NoPadding";
  private static final int TAG_BITS = 128;
  private static final int VECTOR_BYTES = 12;
  private static final int COUNTER_AT = VECTOR_BYTES - Long.BYTES;

  private final UUID id;
  private final String recordKey;
  private final byte[] secret;
  private final Instant madeAt;
  private final AtomicLong parts;

  /**
   * @param recordKey the partition key of the records that it is for
   * @param secret of {@link #BYTES}; not to be changed
   */
  PersonalKey(UUID id, String recordKey, byte[] secret, Instant madeAt) {
    this(id, recordKey, secret, madeAt, 0);
  }

  /**
   * @param parts up to which number parts may have been sealed with it
   */
  PersonalKey(UUID id, String recordKey, byte[] secret, Instant madeAt, long parts) {
    this.id = id;
    this.recordKey = recordKey;
    this.secret = secret;
    this.madeAt = madeAt;
    this.parts = new AtomicLong(parts);
  }

  UUID id() {
    return id;
  }

  String recordKey() {
    return recordKey;
  }

  byte[] secret() {
    return secret;
  }

  Instant madeAt() {
    return madeAt;
  }

  /** The number of the last part that was sealed with it. */
  long parts() {
    return parts.get();
  }

  /** For many keys, one after the other; to find one costs as much as to use it. */
  static Cipher cipher() {
    try {
      return Cipher.getInstance(MODE);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has " + MODE, missing);
    }
  }

  /** The counter, then what is encrypted. */
  byte[] seal(byte[] plain, Cipher cipher) {
    long part = parts.incrementAndGet();
    try {
      init(cipher, Cipher.ENCRYPT_MODE, part);
      byte[] encrypted = cipher.doFinal(plain);
      return ByteBuffer.allocate(Long.BYTES + encrypted.length)
          .putLong(part)
          .put(encrypted)
          .array();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK encrypts by " + MODE, missing);
    }
  }

  /**
   * @throws Unreadable when it was not sealed with this key, or is not whole
   */
  byte[] open(byte[] sealed, Cipher cipher) throws Unreadable {
    if (sealed.length < Long.BYTES) {
      throw new Unreadable("A personal part is too short");
    }
    long part = ByteBuffer.wrap(sealed).getLong();
    try {
      init(cipher, Cipher.DECRYPT_MODE, part);
      return cipher.doFinal(sealed, Long.BYTES, sealed.length - Long.BYTES);
    } catch (GeneralSecurityException e) {
      throw new Unreadable("A personal part does not fit its key: " + e.getMessage(), e);
    }
  }

  private void init(Cipher cipher, int mode, long part) throws GeneralSecurityException {
    byte[] vector = ByteBuffer.allocate(VECTOR_BYTES).putLong(COUNTER_AT, part).array();
    cipher.init(mode, new SecretKeySpec(secret, ALGORITHM), new GCMParameterSpec(TAG_BITS, vector));
  }
}
