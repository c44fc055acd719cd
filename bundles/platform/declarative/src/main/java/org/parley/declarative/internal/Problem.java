// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

/**
 * One thing that is wrong with a manifest.
 *
 * @param message what it is and what would be right
 */
record Problem(Place place, String message) {
  @Override
  public String toString() {
    return place + ": " + message;
  }
}
