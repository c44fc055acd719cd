// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.parley.api.Busy;
import org.parley.api.NotFound;

/**
 * What is answered when an operation fails. While the hub starts or stops, what an operation does
 * not find may belong to a part that is not there: then it does not say that there is no such
 * thing.
 */
final class Failures {
  private static final Duration SOON = Duration.ofSeconds(2);

  private final Problems problems;
  private final BooleanSupplier started;

  Failures(Problems problems, BooleanSupplier started) {
    this.problems = problems;
    this.started = started;
  }

  Answer answer(Exception failure, String trace) {
    boolean early = failure instanceof NotFound && !started.getAsBoolean();
    return problems.answer(
        early ? new Busy("Not found while the hub starts or stops", SOON) : failure, trace);
  }
}
