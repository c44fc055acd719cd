// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.api.Fault;
import org.parley.api.accounts.Account.Status;
import org.parley.api.connectors.Signal;
import org.parley.connector.SignInRefused;

/** How an account does, and so how long its calls must wait. */
final class Condition {
  /** Until an administrator acts. */
  private static final Duration UNTIL_CHANGED = Duration.ofDays(365);

  private final Clock clock;
  private final Breaker breaker = new Breaker();
  private final Turnstile.Gate gate;
  private final ReadSignals signals;
  private boolean started;
  private boolean held;
  private Optional<Fault> fault = Optional.empty();
  private String sentence = "Being switched on";

  Condition(Turnstile.Gate gate, Clock clock) {
    this(gate, List.of(), clock);
  }

  /**
   * @param signals by which the system says what is left
   */
  Condition(Turnstile.Gate gate, List<Signal> signals, Clock clock) {
    this.gate = gate;
    this.signals = new ReadSignals(signals);
    this.clock = clock;
  }

  /**
   * The system answers; what was last said of it stays true unless that was of trouble. Where a
   * person must act, an answer to what was under way before lets nothing go on.
   */
  synchronized void succeeded() {
    if (held) {
      return;
    }
    succeeded(fault.isPresent() || !started ? "Answers" : sentence);
  }

  synchronized void succeeded(String said) {
    breaker.succeeded();
    started = true;
    held = false;
    fault = Optional.empty();
    sentence = said;
  }

  synchronized void failed(CallFailed failed) {
    Fault who = failed.failure().fault();
    started = true;
    Instant now = clock.instant();
    held = held || who == Fault.CREDENTIALS || failed.failure() instanceof SignInRefused;
    fault = Optional.of(who);
    sentence = String.valueOf(failed.getMessage());
    breaker.failed(now);
    failed.failure().retryAfter().ifPresent(pause -> gate.leaveAlone(now.plus(pause)));
  }

  /** It cannot work as it is. */
  synchronized void broken(Fault who, String why) {
    started = true;
    held = true;
    fault = Optional.of(who);
    sentence = why;
  }

  /** How long the next call must wait; zero when it may go, and then it counts. */
  synchronized Duration admit(Toll toll) {
    if (held) {
      return UNTIL_CHANGED;
    }
    Instant now = clock.instant();
    Duration rest = breaker.restLeft(now);
    return rest.isZero() ? gate.admit(toll) : rest;
  }

  /** The headers of an answer. */
  void heard(Map<String, ?> headers) {
    signals.hear(headers, gate, clock.instant());
  }

  /**
   * What the account's own windows hold too little of; empty when it is not that which it lacks.
   */
  synchronized Set<String> lacking(Toll toll) {
    return held || !breaker.restLeft(clock.instant()).isZero() ? Set.of() : gate.lacking(toll);
  }

  /** A call that was let through has ended, however. */
  void ended(Toll toll) {
    gate.ended(toll);
  }

  /** Of what was let through nothing was asked. */
  void spared(Toll toll) {
    gate.spared(toll);
  }

  /** No call is made any more. */
  void close() {
    gate.close();
  }

  /** Whether it does nothing until a person acts. */
  synchronized boolean isHeld() {
    return held;
  }

  /** Whether one call at a time is enough, to see if the system is back. */
  boolean isProbing() {
    return breaker.isOpen();
  }

  synchronized Status status() {
    if (!started) {
      return Status.STARTING;
    }
    if (held || breaker.isOpen()) {
      return Status.OFFLINE;
    }
    return breaker.isTroubled() || gate.isOutOfMoney() ? Status.DEGRADED : Status.ONLINE;
  }

  synchronized Optional<Fault> fault() {
    return fault;
  }

  synchronized String sentence() {
    return fault.isEmpty() && gate.isOutOfMoney()
        ? "What its calls may cost this month is spent; what costs more waits for the next"
        : sentence;
  }
}
