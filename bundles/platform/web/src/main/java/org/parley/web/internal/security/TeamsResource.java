// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.security;

import static java.util.Objects.requireNonNull;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Paged;
import org.parley.api.security.Team;
import org.parley.api.security.Teams;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** The teams that users belong to. */
@Component
public final class TeamsResource implements Resource {
  private final Teams teams;

  record TeamInput(@NotBlank @Size(max = 100) @Nullable String name) {}

  @Activate
  public TeamsResource(@Reference Teams teams) {
    this.teams = teams;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of(
        "listTeams", call -> Answer.page(Paged.last(teams.list()), team -> team),
        "createTeam", this::create,
        "removeTeam", this::remove);
  }

  private Answer create(Call call) {
    String name = requireNonNull(call.body(TeamInput.class).name());
    Team team = teams.create(name, call.caller());
    return Answer.created("teams/" + team.id(), team);
  }

  private Answer remove(Call call) {
    teams.remove(call.id("id", "team"), call.caller());
    return Answer.nothing();
  }
}
