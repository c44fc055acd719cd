// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What became of handing something over. */
public sealed interface Outcome {
  /**
   * The system holds it.
   *
   * @param remoteId what the system calls it
   * @param permalink where a person sees it, if anywhere
   */
  record Delivered(String remoteId, Optional<URI> permalink) implements Outcome {
    public Delivered {
      requireNonNull(remoteId);
      requireNonNull(permalink);
    }
  }

  /**
   * The system will never take it as it is.
   *
   * @param reason one sentence for a person
   */
  record Rejected(String reason) implements Outcome {
    public Rejected {
      requireNonNull(reason);
    }
  }

  /**
   * The system has not taken it and wants to be asked again.
   *
   * @param pause how long to leave it alone
   * @param reason one sentence for a person
   */
  record Postponed(Duration pause, String reason) implements Outcome {
    public Postponed {
      requireNonNull(pause);
      requireNonNull(reason);
    }
  }

  /**
   * Nobody can tell whether the system has taken it; it is read back before anything is tried
   * again.
   *
   * @param reason one sentence for a person
   */
  record Unknown(String reason) implements Outcome {
    public Unknown {
      requireNonNull(reason);
    }
  }

  /** The system holds it under that name, where nobody can see it. */
  static Outcome delivered(String remoteId) {
    return new Delivered(remoteId, Optional.empty());
  }

  /** The system holds it under that name, to be seen at that address. */
  static Outcome delivered(String remoteId, URI permalink) {
    return new Delivered(remoteId, Optional.of(permalink));
  }
}
