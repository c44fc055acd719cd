// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import java.util.List;
import org.parley.api.Busy;
import org.parley.api.Conflict;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.api.Violation;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Tone;

/** How failures are told. */
final class Faults {
  private Faults() {}

  static int status(ParleyException failure) {
    if (failure instanceof InvalidInput) {
      return 422;
    } else if (failure instanceof NotFound) {
      return 404;
    } else if (failure instanceof Conflict) {
      return 409;
    } else if (failure instanceof Busy) {
      return 503;
    } else if (failure instanceof Forbidden) {
      return 403;
    } else if (failure instanceof Unreadable) {
      return 400;
    }
    return failure.fault() == Fault.HUB ? 500 : 422;
  }

  /** The page that offered a change, with why it was refused. */
  static Screen explain(Visit visit, ParleyException refused, Screen screen) {
    Words words = visit.words();
    String text =
        refused instanceof InvalidInput input ? unplaced(input) : refused.getMessage() + ".";
    String title =
        refused instanceof InvalidInput
            ? words.say("refused.fields")
            : words.say("refused." + refused.fault());
    return screen.status(status(refused)).first(new Piece.Notice(Tone.BAD, title, text));
  }

  /** What is wrong with the whole input; the rest stands beside its field. */
  private static String unplaced(InvalidInput input) {
    List<String> whole =
        input.violations().stream()
            .filter(violation -> violation.path().isEmpty())
            .map(Violation::message)
            .toList();
    return String.join(" ", whole);
  }
}
