// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.util.TreeSet;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.bus.Subscription;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** Notes that a group reads, and finds out whether it may. */
final class OpenGroup {
  private static final String CREATE =
      """
      INSERT INTO bus_group (name, topic, types, paused, created_at)
      VALUES (:name, :topic, :types, FALSE, :now)
      """;

  private static final String FIND =
      "SELECT topic, types, paused FROM bus_group WHERE name = :name";

  private static final String REMEMBER =
      "UPDATE bus_group SET forgotten = FALSE WHERE name = :name AND forgotten = TRUE";

  private static final String WANT = "UPDATE bus_group SET types = :types WHERE name = :name";

  private OpenGroup() {}

  /**
   * @return whether it is paused
   */
  static boolean in(Transaction transaction, Subscription wanted, Instant now) {
    String types = String.join(",", new TreeSet<>(wanted.types()));
    transaction
        .sql(CREATE)
        .bind("name", wanted.group())
        .bind("topic", wanted.topic())
        .bind("types", types)
        .bind("now", now)
        .insertIfAbsent();
    Found found = transaction.sql(FIND).bind("name", wanted.group()).first(Found::of).orElseThrow();
    if (!found.topic.equals(wanted.topic())) {
      throw new ParleyException(
          Fault.SETTINGS,
          "Group '%s' reads topic '%s'; it cannot change to '%s', give it another name"
              .formatted(wanted.group(), found.topic, wanted.topic()));
    }
    if (!found.types.equals(types)) {
      transaction.sql(WANT).bind("types", types).bind("name", wanted.group()).update();
    }
    transaction.sql(REMEMBER).bind("name", wanted.group()).update();
    return found.paused;
  }

  private record Found(String topic, String types, boolean paused) {
    static Found of(Row row) {
      return new Found(row.text("topic"), row.text("types"), row.flag("paused"));
    }
  }
}
