// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.connectors.internal.WindowUse.Claim;
import org.parley.connectors.internal.WindowUse.Frame;
import org.parley.connectors.internal.WindowUse.Grant;
import org.parley.connectors.internal.WindowUse.Told;

/** What this hub may use of one window at this moment. Its turnstile's lock guards it. */
final class Allowance {
  private static final Duration SHORTLY = Duration.ofSeconds(1);
  private static final Duration WHILE_OUT = Duration.ofMinutes(1);

  /** So large a part of a window is taken in hand at once, so that not each call asks the books. */
  private static final int PARTS = 8;

  private final Turnstile turnstile;
  private final Optional<UUID> account;
  private final String key;
  private final String unit;
  private final Frame frame;
  private long inHand;
  private long underWay;
  private long spent;
  private long need;
  private boolean touched;
  private boolean closed;
  private boolean forgotten;
  private Optional<Told> told = Optional.empty();
  private Instant settledAt = Instant.EPOCH;
  private Optional<Instant> freeAt = Optional.empty();

  /**
   * @param account whose it is alone; empty when all accounts of the turnstile share it
   * @param key under which it is in the books
   */
  Allowance(Turnstile turnstile, Optional<UUID> account, String key, String unit, Frame frame) {
    this.turnstile = turnstile;
    this.account = account;
    this.key = key;
    this.unit = unit;
    this.frame = frame;
  }

  Turnstile turnstile() {
    return turnstile;
  }

  String key() {
    return key;
  }

  String unit() {
    return unit;
  }

  Frame frame() {
    return frame;
  }

  /** Empty when all accounts share it. */
  Optional<UUID> account() {
    return account;
  }

  boolean has(long amount) {
    return inHand >= amount;
  }

  /** Less may be there sooner. */
  void want(long amount) {
    if (amount < need) {
      freeAt = Optional.empty();
    }
    need = amount;
  }

  /** Whether somebody waits for more. */
  boolean isWanted() {
    return need > 0;
  }

  /** Whether somebody waits for more than there is. */
  boolean isRefused() {
    return need > 0 && freeAt.isPresent();
  }

  void take(long amount) {
    inHand -= amount;
    underWay += amount;
  }

  /** What is in hand is none of this hub's any more. */
  void drop() {
    inHand = 0;
  }

  void ended(long amount) {
    underWay -= amount;
    spent += amount;
    touched |= amount > 0;
  }

  /** It was taken for a call that was not made. */
  void spared(long amount) {
    underWay -= amount;
    inHand += amount;
  }

  /** The system said what is left; the books hear of it next. */
  void hear(Told what) {
    told = Optional.of(what);
  }

  /** Whether it was closed and nothing is left that the books should hear of. */
  boolean isAtRest() {
    return closed && inHand == 0 && underWay == 0 && spent == 0 && told.isEmpty();
  }

  /** Another takes its place; whatever it is still to say must not be taken for that one's. */
  void forget() {
    forgotten = true;
  }

  boolean isForgotten() {
    return forgotten;
  }

  /** Calls are made again. */
  void open() {
    closed = false;
  }

  /** No call is made any more; what is in hand goes back. */
  void close() {
    closed = true;
    need = 0;
  }

  /** How long to wait until there may be more. */
  Duration pause(Instant now) {
    return askAgainAt()
        .map(then -> Duration.between(now, then))
        .filter(left -> left.compareTo(Duration.ZERO) > 0)
        .orElse(SHORTLY);
  }

  /**
   * When it is worth while to ask the books again, unless it is now. Of what is shared, others may
   * have given something back before it is free by itself; a person may allow more of a month.
   */
  Optional<Instant> askAgainAt() {
    Instant sooner = frame.isMonthly() ? settledAt.plus(WHILE_OUT) : Instant.MAX;
    Instant soonest = account.isEmpty() ? late() : sooner;
    return freeAt.map(then -> then.isBefore(soonest) ? then : soonest);
  }

  boolean isWaiting(Instant now) {
    return !isAhead(now) && askAgainAt().filter(now::isBefore).isPresent();
  }

  /** Whether the clock has gone back since the books were asked, so that no time of then holds. */
  boolean isAhead(Instant now) {
    return settledAt.isAfter(now);
  }

  /**
   * Whether the books should hear of it, since it was used, or has lain idle. Soon where somebody
   * waits: what this hub seems to have in hand is not shared among those that wait.
   *
   * @param common whether other hubs may want what lies idle here
   */
  boolean isDue(Instant now, boolean common) {
    boolean idle = (common || closed) && inHand > 0 && isUntouched();
    boolean owes = need > 0 && spent > 0 && underWay == 0;
    return (isAhead(now) || now.isAfter(owes ? settledAt.plus(SHORTLY) : late()))
        && (spent > 0 || told.isPresent() || idle);
  }

  private boolean isUntouched() {
    return !touched && underWay == 0;
  }

  private Instant late() {
    Duration slot = frame.slot();
    return settledAt.plus(slot.compareTo(SHORTLY) < 0 ? SHORTLY : slot);
  }

  /**
   * What the books are told, and asked for.
   *
   * @param common whether other hubs may want what lies idle here
   */
  Claim claim(boolean common) {
    boolean idle = common && isUntouched() && need == 0;
    if (closed || idle) {
      inHand = 0;
    }
    touched = false;
    long lacking = inHand >= need ? 0 : need;
    long wish = frame.isMonthly() ? lacking : Math.max(lacking, frame.amount() / PARTS);
    return new Claim(spent, inHand + underWay, lacking, wish, told);
  }

  void settled(Claim claim, Grant grant) {
    spent -= claim.spent();
    inHand += grant.amount();
    freeAt = grant.freeAt();
    settledAt = turnstile.now();
    if (told.equals(claim.told())) {
      told = Optional.empty();
    }
    if (grant.amount() > 0) {
      need = 0;
    }
  }

  /** Lets those go on that waited for it. */
  void serve() {
    account.ifPresentOrElse(turnstile::wake, turnstile::serve);
  }
}
