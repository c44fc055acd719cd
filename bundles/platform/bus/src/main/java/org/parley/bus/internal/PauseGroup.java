// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import org.parley.api.NotFound;
import org.parley.api.store.Transaction;

/** Notes that a group is to wait or to go on. */
final class PauseGroup {
  private static final String SET =
      """
      UPDATE bus_group SET paused = :paused, held = FALSE WHERE name = :name AND forgotten = FALSE
      """;

  private PauseGroup() {}

  static int in(Transaction transaction, String group, boolean paused) {
    int known = transaction.sql(SET).bind("paused", paused).bind("name", group).update();
    if (known == 0) {
      throw new NotFound("group", group);
    }
    return known;
  }
}
