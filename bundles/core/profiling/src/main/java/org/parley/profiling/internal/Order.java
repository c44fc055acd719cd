// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Comparator;
import java.util.UUID;

/** Orders that databases and Java must share. */
final class Order {
  /** As the databases compare 16 bytes; of two version 7 ids the one born earlier comes first. */
  static final Comparator<UUID> IDS =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  private Order() {}
}
