// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often the accounts of a system may call it, and what that costs.
 *
 * @param windows all of which are kept; empty where the system sets none
 * @param parallel how many calls of one account may be under way at once
 * @param costs what a call costs by what it is for, beside being a call
 * @param signals by which the system says what is left
 */
public record RateBudget(
    List<Window> windows, int parallel, Map<Capability, Cost> costs, List<Signal> signals) {
  /** The unit of which each call takes one. */
  public static final String CALLS = "calls";

  /** No limit is known; a few calls at once. */
  public static final RateBudget NONE = new RateBudget(List.of(), 4, Map.of(), List.of());

  public RateBudget {
    windows = List.copyOf(windows);
    costs = Map.copyOf(costs);
    signals = List.copyOf(signals);
    if (parallel < 1) {
      throw new IllegalArgumentException("At least 1 call is under way, not '" + parallel + "'");
    }
    for (Window window : windows) {
      costs.forEach(window::requireRoom);
    }
  }

  /** At most so many calls of an account in any such span. */
  public static RateBudget of(int calls, Duration span) {
    return NONE.and(calls, span);
  }

  /** A further window for the calls of an account beside those that are there. */
  public RateBudget and(int calls, Duration span) {
    return and(new Window(CALLS, calls, span, Scope.ACCOUNT));
  }

  /** A further window for the calls of all accounts together. */
  public RateBudget together(int calls, Duration span) {
    return and(new Window(CALLS, calls, span, Scope.APP));
  }

  public RateBudget and(Window window) {
    return new RateBudget(more(windows, window), parallel, costs, signals);
  }

  /** The same budget with so many calls of an account under way at once. */
  public RateBudget parallel(int calls) {
    return new RateBudget(windows, calls, costs, signals);
  }

  /** Says what a call costs that is made for this. */
  public RateBudget cost(Capability capability, Cost cost) {
    Map<Capability, Cost> more = new EnumMap<>(Capability.class);
    more.putAll(costs);
    more.put(capability, cost);
    return new RateBudget(windows, parallel, more, signals);
  }

  /** Says where the system tells what is left. */
  public RateBudget hears(Signal... headers) {
    var more = new ArrayList<>(signals);
    Collections.addAll(more, headers);
    return new RateBudget(windows, parallel, costs, more);
  }

  private static List<Window> more(List<Window> windows, Window window) {
    var more = new ArrayList<>(windows);
    more.add(window);
    return more;
  }

  /** For whom a limit counts. */
  public enum Scope {
    /** For each account by itself. */
    ACCOUNT,
    /** For all accounts that come through the same application. */
    APP
  }

  /**
   * So much in any span of that length, and so also in each of a row of such spans, whenever the
   * system lets them begin.
   *
   * @param unit what is counted: {@link #CALLS}, or what {@link Cost} names
   * @param amount how much
   * @param span of which length
   * @param scope for whom
   */
  public record Window(String unit, long amount, Duration span, Scope scope) {
    public Window {
      requireNonNull(unit);
      requireNonNull(span);
      requireNonNull(scope);
      if (amount < 1 || span.isNegative() || span.isZero()) {
        throw new IllegalArgumentException(
            "A window of '%d' %s in '%s' lets nothing through".formatted(amount, unit, span));
      }
    }

    /** What it never holds would wait for ever. */
    private void requireRoom(Capability capability, Cost cost) {
      int asked = cost.units().getOrDefault(unit, 0);
      if (asked > amount) {
        throw new IllegalArgumentException(
            "A call for '%s' takes '%d' %s; the window holds '%d'"
                .formatted(capability, asked, unit, amount));
      }
    }

    public static Window of(String unit, long amount, Duration span) {
      return new Window(unit, amount, span, Scope.ACCOUNT);
    }

    /** The same for all accounts together. */
    public Window together() {
      return new Window(unit, amount, span, Scope.APP);
    }
  }

  /**
   * What one call takes beside being a call.
   *
   * @param units how much of each of the vendor's own units, such as points of its quota
   * @param price in money, where the vendor asks for it
   */
  public record Cost(Map<String, Integer> units, Optional<Price> price) {
    public Cost {
      units = Map.copyOf(units);
      requireNonNull(price);
    }

    public static Cost of(String unit, int amount) {
      return new Cost(Map.of(unit, amount), Optional.empty());
    }

    public static Cost of(Price price) {
      return new Cost(Map.of(), Optional.of(price));
    }

    public Cost and(Price asked) {
      return new Cost(units, Optional.of(asked));
    }
  }
}
