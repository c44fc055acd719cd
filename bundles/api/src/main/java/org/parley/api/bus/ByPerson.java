// SPDX-License-Identifier: Apache-2.0
package org.parley.api.bus;

import java.util.Optional;
import org.parley.api.profiles.Identifier;

/**
 * What one person did elsewhere, as a connector tells it. Such a record lies under that person's
 * partition key: it is in order with all else that the person did, and erased with it.
 */
public interface ByPerson extends RecordData {
  /** Who did it; empty where the system names nobody. */
  Optional<Identifier> by();
}
