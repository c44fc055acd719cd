// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.security;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.security.ActionTaken;
import org.parley.api.security.Audit;
import org.parley.api.security.Caller;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** What people and programs did. */
@Component
public final class AuditResource implements Resource {
  private final Audit audit;

  /** An entry without what only the bus needs to know. */
  record EntryView(
      UUID id,
      UUID actor,
      Caller.Kind kind,
      String name,
      String action,
      String subject,
      String detail,
      Instant at) {
    static EntryView of(ActionTaken entry) {
      return new EntryView(
          entry.id(),
          entry.actor(),
          entry.kind(),
          entry.name(),
          entry.action(),
          entry.subject(),
          entry.detail(),
          entry.at());
    }
  }

  @Activate
  public AuditResource(@Reference Audit audit) {
    this.audit = audit;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of("listAudit", call -> Answer.page(audit.list(call.page()), EntryView::of));
  }
}
