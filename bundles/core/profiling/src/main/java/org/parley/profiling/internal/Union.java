// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.UUID;

/**
 * One profile is to go into another.
 *
 * @param survivor lives on
 * @param other goes into it
 * @param reason why, one sentence without personal data
 */
record Union(UUID survivor, UUID other, String reason) {
  static Union byRule(UUID survivor, UUID other) {
    return new Union(survivor, other, "Identifiers of both were seen together");
  }

  static Union byHand(UUID survivor, UUID other) {
    return new Union(survivor, other, "Merged by hand");
  }
}
