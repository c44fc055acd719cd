// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.profiles.Identifier.Kind;

/**
 * What an interaction tells about whose it is.
 *
 * @param pointers in their order, each once
 * @param fingerprints what is too weak to point
 * @param guest for whom the followed link was made
 * @param at when the person was there
 * @param answer whether the person was asked for consent: that is heard also from those who do not
 *     want to be remembered
 */
record Clue(
    List<Pointer> pointers,
    List<Pointer> fingerprints,
    Optional<Guest> guest,
    Instant at,
    boolean answer) {

  /** Together with a proof, a browser counts as the person's own. */
  static Clue of(List<Pointer> given, Optional<Guest> guest, Instant at) {
    boolean proven = given.stream().anyMatch(Pointer::isProof);
    List<Pointer> pointers =
        given.stream()
            .filter(pointer -> pointer.kind() != Kind.FINGERPRINT)
            .map(pointer -> pointer.isVisitor() ? pointer.withVerified(proven) : pointer)
            .collect(Pointer.DISTINCT);
    List<Pointer> fingerprints =
        given.stream()
            .filter(pointer -> pointer.kind() == Kind.FINGERPRINT)
            .collect(Pointer.DISTINCT);
    return new Clue(pointers, fingerprints, guest, at, false);
  }

  Clue asAnswer() {
    return new Clue(pointers, fingerprints, guest, at, true);
  }

  /** Whether something verified in it shows who the person is. */
  boolean proves() {
    return pointers.stream().anyMatch(Pointer::identifies);
  }

  /**
   * Whoever a personal link was made for.
   *
   * @param link the short link
   * @param recipient the profile
   */
  record Guest(UUID link, UUID recipient) {}
}
