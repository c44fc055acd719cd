// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

import org.parley.api.connectors.RateBudget.Scope;

/**
 * Headers of answers by which a system says what is left of a limit; only such as speak of the same
 * limit in every answer, for what they say is gone counts as used. {@code Retry-After} needs no
 * mention.
 */
public sealed interface Signal {
  /** For whom it counts. */
  Scope scope();

  /**
   * One header says how much is left, another until when.
   *
   * @param unit of the window that is meant
   * @param remaining the header with the number
   * @param reset the header with the end, empty where there is none
   * @param form of the end
   */
  record Left(String unit, Scope scope, String remaining, String reset, Form form)
      implements Signal {
    public Left {
      requireNonNull(unit);
      requireNonNull(scope);
      requireNonNull(remaining);
      requireNonNull(reset);
      requireNonNull(form);
    }
  }

  /**
   * One header holds both what was used and how much there is, such as {@code api-usage=18/5000}.
   *
   * @param unit of the window that is meant
   * @param before what stands before the two numbers
   */
  record UsedOf(String unit, Scope scope, String header, String before) implements Signal {
    public UsedOf {
      requireNonNull(unit);
      requireNonNull(scope);
      requireNonNull(header);
      requireNonNull(before);
    }
  }

  /**
   * A header with JSON in which numbers are per cent of what may be used, however deep they lie, as
   * Meta has it; there, {@code estimated_time_to_regain_access} is in minutes.
   */
  record Percent(Scope scope, String header) implements Signal {
    public Percent {
      requireNonNull(scope);
      requireNonNull(header);
    }
  }

  /**
   * The header {@code RateLimit} of the IETF's drafts, in its older form {@code limit=100,
   * remaining=50, reset=5} and its newer one {@code "default";r=50;t=5}.
   *
   * @param unit of the window that is meant
   */
  record Structured(String unit, Scope scope) implements Signal {
    public Structured {
      requireNonNull(unit);
      requireNonNull(scope);
    }
  }

  /** How the end of a window is written. */
  enum Form {
    EPOCH_SECONDS,
    EPOCH_MILLIS,
    /** Seconds from now, also with a fraction. */
    SECONDS_LEFT,
    /** ISO 8601, or as HTTP has it. */
    DATE
  }

  /** The headers {@code X-RateLimit-Remaining} and {@code X-RateLimit-Reset}, for an account. */
  static Signal common(Form form) {
    return new Left(
        RateBudget.CALLS, Scope.ACCOUNT, "X-RateLimit-Remaining", "X-RateLimit-Reset", form);
  }
}
