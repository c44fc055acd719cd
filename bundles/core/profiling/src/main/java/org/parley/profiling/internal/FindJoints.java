// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** Which merges into these profiles stand, and where among their answers did they happen? */
final class FindJoints {
  private static final String SQL =
      """
      SELECT survivor, other, answers FROM profiling_merge
      WHERE survivor IN (<homes>) AND undone_at IS NULL
      ORDER BY answers, id
      """;

  private FindJoints() {}

  static Map<UUID, List<Fold.Joint>> in(Transaction transaction, Collection<UUID> homes) {
    Map<UUID, List<Fold.Joint>> joints = new HashMap<>();
    transaction.sql(SQL).bindList("homes", homes).list(row -> add(row, joints));
    return joints;
  }

  private static boolean add(Row row, Map<UUID, List<Fold.Joint>> joints) {
    Fold.Joint joint = new Fold.Joint(row.id("other"), (int) row.number("answers"));
    return joints.computeIfAbsent(row.id("survivor"), id -> new ArrayList<>()).add(joint);
  }
}
