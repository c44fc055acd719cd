// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** One thing that goes wrong around a hub: it strikes, lasts a while, and is healed. */
public interface Fault extends AutoCloseable {
  /** As the command line calls it. */
  String name();

  /** What is done in each round, in words for the table. */
  String deed();

  /** Why it cannot be done on this machine; empty when it can. */
  default Optional<String> obstacle() {
    return Optional.empty();
  }

  /** Readies home and environment of a hub that was never started. */
  default void prepare(Victim hub) throws IOException, InterruptedException {}

  /** Strikes a hub that runs. */
  void strike(Victim hub) throws IOException, InterruptedException;

  /** Takes away what the strike has done; the hub itself is left to recover. */
  void heal(Victim hub) throws IOException, InterruptedException;

  /** How long it lasts before it is healed. */
  default Duration lasting(Random random) {
    return Duration.ofMillis(2_000 + random.nextInt(4_000));
  }

  /** Whether a hub that is recovering is struck again, now and then. */
  default boolean hitsWhatRecovers() {
    return false;
  }

  /**
   * Whether the hub may be left without knowing what became of a commit. It must refuse what it
   * does not know, so it may have counted a click that it answered with 503.
   */
  default boolean leavesInDoubt() {
    return false;
  }

  /**
   * Whether the last strike must go unnoticed by all who use the hub meanwhile: nobody is refused,
   * and what they do goes on.
   */
  default boolean sparesOthers() {
    return false;
  }

  /** How much it has done in all rounds, for the table; empty where their number says it. */
  default Optional<String> extent() {
    return Optional.empty();
  }

  /** Tells what only it can know of the hub that it has struck, once all is at rest. */
  default void reconcile(Victim hub, Findings findings) throws IOException, InterruptedException {}

  /** Leaves the machine as it was. */
  @Override
  default void close() throws IOException, InterruptedException {}
}
