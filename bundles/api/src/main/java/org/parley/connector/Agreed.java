// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;

/** What was agreed on with a system that calls the hub. */
final class Agreed {
  private Agreed() {}

  /** A blank one is what everybody knows. */
  static void requireText(Secret secret) {
    if (secret.reveal().isBlank()) {
      throw new ParleyException(
          Fault.SETTINGS, "The secret by which the system's calls are known is blank; enter it");
    }
  }
}
