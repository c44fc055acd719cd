// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * Something that stands on the system already.
 *
 * @param remoteId what the system calls it
 * @param permalink where a person sees it, if anywhere
 */
public record Standing(String remoteId, Optional<URI> permalink) {
  public Standing {
    requireNonNull(remoteId);
    requireNonNull(permalink);
  }
}
