// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.util.Optional;
import org.parley.api.bus.Personal;

/**
 * Anything that points at a person.
 *
 * @param kind what it is
 * @param value normalised by profiling: an email in lower case, a phone in E.164, a handle without
 *     {@code @}; empty once the person was erased
 * @param network the connector id for a {@link Kind#HANDLE}, the account id for a {@link Kind#CRM}
 *     record; empty otherwise
 * @param verified whether the person was shown to hold it, as by a confirmed mail or a sign-in on
 *     the network
 */
public record Identifier(
    Kind kind, @Personal String value, Optional<String> network, boolean verified) {
  public Identifier {
    requireNonNull(kind);
    value = requireNonNullElse(value, "");
    requireNonNull(network);
  }

  /** The kinds, from the one that tells most to the one that tells least. */
  public enum Kind {
    CRM,
    EMAIL,
    PHONE,
    HANDLE,
    VISITOR,
    FINGERPRINT
  }
}
