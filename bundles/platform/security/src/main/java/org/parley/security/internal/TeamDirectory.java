// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Conflict;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.security.Audit;
import org.parley.api.security.Caller;
import org.parley.api.security.Team;
import org.parley.api.security.Teams;
import org.parley.api.store.Store;

/** The teams that users belong to. */
@Component
public final class TeamDirectory implements Teams {
  private static final int LONGEST = 100;

  private final Store store;
  private final Audit audit;
  private final InstantSource clock = InstantSource.system();

  @Activate
  public TeamDirectory(@Reference(target = Room.STORE) Store store, @Reference Audit audit) {
    this.store = store;
    this.audit = audit;
  }

  @Override
  public List<Team> list() {
    return store.read(TeamTable::all);
  }

  @Override
  public Team create(String name, Caller by) {
    if (name.isBlank() || name.length() > LONGEST) {
      throw new InvalidInput(
          "name",
          "has %d characters; 1 to %d are expected".formatted(name.strip().length(), LONGEST));
    }
    Team team = new Team(Ids.next(clock.instant()), name.strip());
    return store.inTransaction(
        tx -> {
          if (!TeamTable.insert(tx, team)) {
            throw new Conflict("Team name '%s' is taken".formatted(team.name()));
          }
          audit.note(tx, by, "team.created", team.id().toString(), team.name());
          return team;
        });
  }

  @Override
  public void remove(UUID id, Caller by) {
    store.inTransaction(
        tx -> {
          if (TeamTable.hasMembers(tx, id)) {
            throw new Conflict("Team '%s' still has members".formatted(id));
          }
          if (!TeamTable.delete(tx, id)) {
            throw new NotFound("team", id);
          }
          audit.note(tx, by, "team.removed", id.toString(), "");
          return id;
        });
  }
}
