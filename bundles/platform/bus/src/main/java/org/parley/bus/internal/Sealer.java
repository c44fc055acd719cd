// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Encrypts the personal parts of one record while it is written; takes a key for the first. */
final class Sealer {
  private final Supplier<PersonalKey> keys;
  private @Nullable PersonalKey key;
  private boolean inPart;

  /**
   * @param keys asked once, and only when the record says anything about a person
   */
  Sealer(Supplier<PersonalKey> keys) {
    this.keys = keys;
  }

  /** The key that it took; empty when nothing was personal. */
  Optional<UUID> key() {
    return Optional.ofNullable(key).map(PersonalKey::id);
  }

  byte[] seal(byte[] plain) {
    PersonalKey taken = key;
    if (taken == null) {
      taken = keys.get();
      key = taken;
    }
    return taken.seal(plain);
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
