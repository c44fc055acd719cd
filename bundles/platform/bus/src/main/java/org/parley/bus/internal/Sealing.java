// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;
import org.parley.api.Ids;

/**
 * The encryption of the personal parts of records that are committed together. New keys become
 * durable with the records that need them, and only then are known to others.
 */
final class Sealing {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final PersonalKeys keys;
  private final InstantSource clock;
  private final long erasures;
  private final Map<String, PersonalKey> fresh = new LinkedHashMap<>();
  private @Nullable Cipher cipher;
  private boolean used;

  /**
   * @param erasures how often keys had been destroyed when it began
   */
  Sealing(PersonalKeys keys, InstantSource clock, long erasures) {
    this.keys = keys;
    this.clock = clock;
    this.erasures = erasures;
  }

  long erasures() {
    return erasures;
  }

  /** The key for records with a partition key. */
  PersonalKey key(String recordKey) {
    used = true;
    PersonalKey made = fresh.get(recordKey);
    if (made != null) {
      return made;
    }
    Instant now = clock.instant();
    return keys.find(recordKey, now).orElseGet(() -> make(recordKey, now));
  }

  /** Encrypts with one of its keys. */
  byte[] seal(byte[] plain, PersonalKey key) {
    Cipher sealing = cipher == null ? PersonalKey.cipher() : cipher;
    cipher = sealing;
    return key.seal(plain, sealing);
  }

  /** Whether anything was encrypted for it. */
  boolean isUsed() {
    return used;
  }

  /** The keys that it has made, to be stored with the records. */
  Collection<PersonalKey> fresh() {
    return fresh.values();
  }

  private PersonalKey make(String recordKey, Instant now) {
    byte[] secret = new byte[PersonalKey.BYTES];
    RANDOM.nextBytes(secret);
    PersonalKey key = new PersonalKey(Ids.next(now), recordKey, secret, now);
    fresh.put(recordKey, key);
    return key;
  }
}
