// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.security.ActionTaken;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Keeps what was done, longer than the log does. */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class KeepAudit implements GroupReader {
  private static final String INSERT =
      """
      INSERT INTO security_audit (id, actor, kind, name, action, subject, detail, done_at)
      VALUES (:id, :actor, :kind, :name, :action, :subject, :detail, :at)
      """;

  @Override
  public Subscription subscription() {
    return Subscription.of("security.keep-audit", Topics.AUDIT, "action.taken");
  }

  @Override
  public void read(Transaction transaction, BusRecord record) {
    if (record.data() instanceof ActionTaken entry) {
      transaction
          .sql(INSERT)
          .bind("id", entry.id())
          .bind("actor", entry.actor())
          .bind("kind", entry.kind())
          .bind("name", entry.name())
          .bind("action", entry.action())
          .bind("subject", entry.subject())
          .bind("detail", entry.detail())
          .bind("at", entry.at())
          .insertIfAbsent();
    }
  }
}
