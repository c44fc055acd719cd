// SPDX-License-Identifier: Apache-2.0
package org.parley.api.accounts;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;
import org.parley.api.Fault;

/**
 * A presence on another system that an administrator has connected. Its settings stay with the
 * connectors' runtime.
 *
 * @param id its identity
 * @param connector the id of the connector that joins it
 * @param name what people call it
 * @param status how it does at present
 * @param fault who must act, when something is wrong
 * @param statusText one sentence for a person
 */
public record Account(
    UUID id,
    String connector,
    String name,
    Status status,
    Optional<Fault> fault,
    String statusText) {
  public Account {
    requireNonNull(id);
    requireNonNull(status);
  }

  /** How an account does. */
  public enum Status {
    /** Its routes are laid and its system was not asked yet. */
    STARTING,
    /** Its system answers. */
    ONLINE,
    /** Something is wrong, but work goes on. */
    DEGRADED,
    /** Nothing goes on until its system is back or somebody acts. */
    OFFLINE,
    /** A person has switched it off. */
    DISABLED
  }
}
