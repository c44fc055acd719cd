// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;

/**
 * An identifier in the one form under which it is kept.
 *
 * @param network empty for a kind that has none
 * @param verified whether the person was shown to hold it
 * @param weak whether many people may share it, so that it never joins two profiles
 */
record Pointer(Kind kind, String network, String value, boolean verified, boolean weak)
    implements Comparable<Pointer> {
  /**
   * From the one that tells most to the one that tells least; rows are always taken in this order.
   */
  private static final Comparator<Pointer> ORDER =
      Comparator.comparing(Pointer::kind)
          .thenComparing(Pointer::network)
          .thenComparing(Pointer::value);

  /** Each once and in their order; verified when it was so anywhere. */
  static final Collector<Pointer, ?, List<Pointer>> DISTINCT =
      Collectors.collectingAndThen(
          Collectors.toMap(
              pointer -> pointer.withVerified(false),
              pointer -> pointer,
              (one, other) -> one.verified() ? one : other,
              TreeMap::new),
          sorted -> List.copyOf(sorted.values()));

  Pointer withVerified(boolean shown) {
    return new Pointer(kind, network, value, shown, weak);
  }

  /** Whether it names a person, not just a browser. */
  boolean isStrong() {
    return kind != Kind.VISITOR && kind != Kind.FINGERPRINT && !weak;
  }

  boolean isProof() {
    return isStrong() && verified;
  }

  /** Whether holding it makes a person known by more than a browser. */
  boolean identifies() {
    return verified && kind != Kind.VISITOR && kind != Kind.FINGERPRINT;
  }

  boolean isVisitor() {
    return kind == Kind.VISITOR;
  }

  /** What a person has one of: an email, or a handle on one network. */
  String sort() {
    return kind + "/" + network;
  }

  Identifier toIdentifier() {
    Optional<String> where = network.isEmpty() ? Optional.empty() : Optional.of(network);
    return new Identifier(kind, value, where, verified);
  }

  @Override
  public int compareTo(Pointer other) {
    return ORDER.compare(this, other);
  }
}
