// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one unchecked root of all failures that the hub's own code raises.
 *
 * <p>The message says what failed, the value in single quotes and what would be right, with a
 * capital first and no full stop. The {@link Fault} says who must act.
 */
public class ParleyException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final Fault fault;
  private final @Nullable Duration retryAfter;

  public ParleyException(Fault fault, String message) {
    this(fault, message, null, null);
  }

  public ParleyException(Fault fault, String message, Throwable cause) {
    this(fault, message, cause, null);
  }

  private ParleyException(
      Fault fault, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
    super(message, cause);
    this.fault = fault;
    this.retryAfter = retryAfter;
  }

  /**
   * A {@link Fault#REMOTE} failure whose other side said how long to wait before the next attempt.
   */
  public static ParleyException retryAfter(Duration wait, String message) {
    return new ParleyException(Fault.REMOTE, message, null, wait);
  }

  /** Never null, other than that of most exceptions. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** Who must act. */
  public Fault fault() {
    return fault;
  }

  /** How long the other side asked to be left alone, empty where it did not say. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
