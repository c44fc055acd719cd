// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What makes it safe, after an attempt whose outcome is unknown, to try again. */
public sealed interface Repeat {
  /**
   * The system recognises the idempotency key, so a second attempt changes nothing.
   *
   * @param remembers how long it does
   */
  record Keyed(Duration remembers) implements Repeat {
    public Keyed {
      requireNonNull(remembers);
    }
  }

  /**
   * The system can be asked whether it holds it; the connector has a route that does.
   *
   * @param settles how long after an attempt the system may still come to hold it; until then "it
   *     is not there" is not believed
   */
  record ReadBack(Duration settles) implements Repeat {
    public ReadBack {
      requireNonNull(settles);
    }
  }

  /**
   * Nothing does. What was under way when the hub stopped is shown to a person and not tried again,
   * unless the account says otherwise.
   */
  record Unsafe() implements Repeat {}

  /** The key is recognised for ever. */
  static Repeat keyed() {
    return new Keyed(Duration.ofSeconds(Long.MAX_VALUE));
  }

  static Repeat keyed(Duration remembers) {
    return new Keyed(remembers);
  }

  static Repeat readBack(Duration settles) {
    return new ReadBack(settles);
  }

  static Repeat unsafe() {
    return new Unsafe();
  }
}
