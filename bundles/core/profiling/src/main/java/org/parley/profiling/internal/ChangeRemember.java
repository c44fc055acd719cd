// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.UUID;
import org.parley.api.store.Transaction;

/** Notes whether a person wants to be remembered. */
final class ChangeRemember {
  private static final String SQL =
      """
      UPDATE profiling_profile SET remember = :remember WHERE id = :id
      """;

  private ChangeRemember() {}

  static void in(Transaction transaction, UUID profile, Remember remember) {
    transaction.sql(SQL).bind("remember", remember).bind("id", profile).update();
  }
}
