// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Encrypts the personal parts of one record while it is written; takes a key for the first. */
final class Sealer {
  private final Sealing sealing;
  private final String recordKey;
  private @Nullable PersonalKey key;
  private boolean inPart;

  /**
   * @param recordKey the record's partition key
   */
  Sealer(Sealing sealing, String recordKey) {
    this.sealing = sealing;
    this.recordKey = recordKey;
  }

  /** The key that it took; empty when nothing was personal. */
  Optional<UUID> key() {
    return Optional.ofNullable(key).map(PersonalKey::id);
  }

  byte[] seal(byte[] plain) {
    PersonalKey taken = key;
    if (taken == null) {
      taken = sealing.key(recordKey);
      key = taken;
    }
    return sealing.seal(plain, taken);
  }

  /** Whether a personal part begins; what lies within one is encrypted with it. */
  boolean enters() {
    boolean begins = !inPart;
    inPart = true;
    return begins;
  }

  void leaves() {
    inPart = false;
  }
}
