// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.parley.api.Busy;
import org.parley.api.Conflict;
import org.parley.api.Fault;
import org.parley.api.OutcomeUnknown;
import org.parley.api.ParleyException;

/** What a database's refusal means for the unit of work that met it. */
enum Failure {
  /** Another transaction was in the way: run the whole work again. */
  COLLISION,
  /** The connection or the database went away. */
  LOST,
  /** The database has no room left to write. */
  FULL,
  /** A unique key is taken. */
  DUPLICATE,
  /** Wrong SQL or a broken constraint. */
  REFUSED;

  private static final Duration FULL_WAIT = Duration.ofSeconds(5);
  private static final Set<String> COLLISIONS =
      Set.of("40001", "40P01", "40XL1", "40XL2", "40XT0", "55P03");
  private static final Set<String> DUPLICATES = Set.of("23505");
  private static final Set<String> FULL_STATES =
      Set.of("53100", "XSLA0", "XSLA1", "XSLA4", "XSDF0", "XSDF1", "XSDF4", "XSDG1", "XSDG9");

  /** XJ001 is Derby's own null pointer: what its threads meet in a database that is being ended. */
  private static final Set<String> LOST_STATES =
      Set.of(
          "57P01", "57P02", "57P03", "53300", "XJ001", "XJ040", "XJ041", "XSLA2", "XSLAA", "XSDG3",
          "XSDB6", "25P03", "57P05");

  static Failure of(SQLException exception) {
    for (Throwable each = exception; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql && sql.getSQLState() != null) {
        Failure failure = ofState(sql.getSQLState());
        if (failure != REFUSED) {
          return failure;
        }
      }
    }
    return REFUSED;
  }

  private static Failure ofState(String state) {
    if (COLLISIONS.contains(state)) {
      return COLLISION;
    }
    if (DUPLICATES.contains(state)) {
      return DUPLICATE;
    }
    if (FULL_STATES.contains(state)) {
      return FULL;
    }
    return state.startsWith("08") || LOST_STATES.contains(state) ? LOST : REFUSED;
  }

  /** What the caller gets to see of it. */
  ParleyException describe(SQLException cause) {
    return switch (this) {
      case COLLISION -> hub("Another transaction was in the way", cause);
      case LOST -> hub("The connection to the database was lost", cause);
      case FULL -> full(cause);
      case DUPLICATE -> new Conflict("A row with the same key is there already", cause);
      case REFUSED -> hub("The database refused a statement: " + cause.getMessage(), cause);
    };
  }

  /** What the caller gets to see when it was the commit that failed. */
  ParleyException describeAtCommit(SQLException cause) {
    return this == LOST || this == FULL
        ? new OutcomeUnknown(
            "The database was lost during a commit; whether it was stored is not known", cause)
        : describe(cause);
  }

  private static ParleyException full(SQLException cause) {
    Busy busy =
        new Busy("The database has no room left to write; make room on its disk", FULL_WAIT);
    busy.addSuppressed(cause);
    return busy;
  }

  private static ParleyException hub(String message, SQLException cause) {
    return new ParleyException(Fault.HUB, message, cause);
  }
}
