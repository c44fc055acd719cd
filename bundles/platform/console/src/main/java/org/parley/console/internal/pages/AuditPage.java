// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.security.ActionTaken;
import org.parley.api.security.Audit;
import org.parley.console.internal.Page;
import org.parley.console.internal.Place;
import org.parley.console.internal.Routes;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Table;

/** What people and programs did. */
@Component(service = Page.class)
public final class AuditPage implements Page {
  private final Audit audit;
  private final Routes routes = new Routes().show("", this::list);

  @Activate
  public AuditPage(@Reference Audit audit) {
    this.audit = audit;
  }

  @Override
  public Place place() {
    return new Place(Place.Group.OPERATE, 4, "audit", Set.of());
  }

  @Override
  public Routes routes() {
    return routes;
  }

  private Screen list(Visit visit) {
    var found = audit.list(visit.page());
    if (found.items().isEmpty()) {
      return visit.screen("audit").add(visit.empty("audit"));
    }
    Table table =
        Table.of(
            visit.say("audit.title"),
            visit.say("head.at"),
            visit.say("audit.who"),
            visit.say("audit.action"),
            visit.say("audit.detail"),
            visit.say("audit.subject"));
    for (ActionTaken taken : found.items()) {
      table =
          table.row(
              visit.written().time(taken.at()),
              Cell.stack(Cell.text(taken.name()), Cell.text(visit.words().of(taken.kind()))),
              Cell.code(taken.action()),
              Cell.text(taken.detail()),
              Cell.code(taken.subject()));
    }
    return visit.screen("audit").add(table.next(visit.next(found)));
  }
}
