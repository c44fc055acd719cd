// SPDX-License-Identifier: Apache-2.0
package org.parley.api.security;

import java.util.List;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** The teams that users belong to. */
@ProviderType
public interface Teams {
  /** All teams, by name. */
  List<Team> list();

  /**
   * @throws org.parley.api.InvalidInput when the name is blank or too long
   * @throws org.parley.api.Conflict when the name is taken
   */
  Team create(String name, Caller by);

  /**
   * Removes a team that has no members.
   *
   * @throws org.parley.api.NotFound when there is no such team
   * @throws org.parley.api.Conflict when somebody still belongs to it
   */
  void remove(UUID id, Caller by);
}
