// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How a system stands towards those who want to join it.
 *
 * @param state at present
 * @param until the day on which it ends, when it is deprecated and the day is known
 * @param instead ids of the connectors that take its place, when it is deprecated or retired
 */
public record LifeCycle(State state, Optional<LocalDate> until, List<String> instead) {
  /** Open to everyone. */
  public static final LifeCycle LIVE = of(State.LIVE);

  /** Open after the vendor has approved the application. */
  public static final LifeCycle RESTRICTED = of(State.RESTRICTED);

  /** Open to those who pay the vendor. */
  public static final LifeCycle PAID = of(State.PAID);

  public LifeCycle {
    requireNonNull(state);
    requireNonNull(until);
    instead = List.copyOf(instead);
  }

  /** Still there, and ending on that day. */
  public static LifeCycle deprecated(LocalDate until, List<String> instead) {
    return new LifeCycle(State.DEPRECATED, Optional.of(until), instead);
  }

  /** Gone; those connectors take its place. */
  public static LifeCycle retired(List<String> instead) {
    return new LifeCycle(State.RETIRED, Optional.empty(), instead);
  }

  private static LifeCycle of(State state) {
    return new LifeCycle(state, Optional.empty(), List.of());
  }

  /** The states of a system's life. */
  public enum State {
    LIVE,
    RESTRICTED,
    PAID,
    DEPRECATED,
    RETIRED
  }
}
