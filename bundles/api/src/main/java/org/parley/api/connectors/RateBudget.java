// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How often one account may call its system.
 *
 * @param windows all of which are kept; empty where the system sets none
 * @param parallel how many calls may be under way at once
 */
public record RateBudget(List<Window> windows, int parallel) {
  /** No limit is known; a few calls at once. */
  public static final RateBudget NONE = new RateBudget(List.of(), 4);

  public RateBudget {
    windows = List.copyOf(windows);
    if (parallel < 1) {
      throw new IllegalArgumentException("At least 1 call is under way, not '" + parallel + "'");
    }
  }

  /** At most so many calls in any such span. */
  public static RateBudget of(int calls, Duration span) {
    return NONE.and(calls, span);
  }

  /** A further window beside those that are there. */
  public RateBudget and(int calls, Duration span) {
    var more = new ArrayList<>(windows);
    more.add(new Window(calls, span));
    return new RateBudget(more, parallel);
  }

  /** The same budget with so many calls under way at once. */
  public RateBudget parallel(int calls) {
    return new RateBudget(windows, calls);
  }

  /**
   * @param calls how many
   * @param span in any span of this length
   */
  public record Window(int calls, Duration span) {
    public Window {
      requireNonNull(span);
      if (calls < 1 || span.isNegative() || span.isZero()) {
        throw new IllegalArgumentException(
            "A window of '" + calls + "' calls in '" + span + "' lets nothing through");
      }
    }
  }
}
