// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import java.util.List;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.security.ActionTaken;
import org.parley.api.security.Audit;
import org.parley.api.security.Caller;
import org.parley.api.store.Transaction;

/** Keeps nothing. */
final class SilentAudit implements Audit {
  @Override
  public void note(
      Transaction transaction, Caller by, String action, String subject, String detail) {}

  @Override
  public Paged<ActionTaken> list(PageRequest page) {
    return Paged.last(List.of());
  }
}
