// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

import static java.util.Objects.requireNonNull;

/** A text that must never be printed, logged or sent back to the one who entered it. */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = requireNonNull(value);
  }

  /** The text itself, for the one place that hands it to the other system. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
