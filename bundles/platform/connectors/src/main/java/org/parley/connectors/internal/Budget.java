// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.RateBudget.Window;

/** Keeps the calls of one account within its system's windows. */
final class Budget {
  private final List<Window> windows;
  private final int longest;
  private final Deque<Instant> calls = new ArrayDeque<>();
  private Instant leftAloneUntil = Instant.MIN;

  Budget(RateBudget budget) {
    windows = budget.windows();
    longest = windows.stream().mapToInt(Window::calls).max().orElse(0);
  }

  /** How long until the next call may be made; zero when now, and then the call counts as made. */
  synchronized Duration take(Instant now) {
    Instant free = leftAloneUntil;
    for (Window window : windows) {
      Instant next = freeFor(window);
      free = next.isAfter(free) ? next : free;
    }
    if (free.isAfter(now)) {
      return Duration.between(now, free);
    }
    if (longest > 0) {
      calls.addLast(now);
      while (calls.size() > longest) {
        calls.removeFirst();
      }
    }
    return Duration.ZERO;
  }

  /** The system asked to be left alone. */
  synchronized void leaveAlone(Instant until) {
    leftAloneUntil = until.isAfter(leftAloneUntil) ? until : leftAloneUntil;
  }

  private Instant freeFor(Window window) {
    if (calls.size() < window.calls()) {
      return Instant.MIN;
    }
    return calls.stream()
        .skip(calls.size() - window.calls())
        .findFirst()
        .map(oldest -> oldest.plus(window.span()))
        .orElse(Instant.MIN);
  }
}
