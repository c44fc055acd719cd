// SPDX-License-Identifier: Apache-2.0
package org.parley.api.security;

import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.Secret;

/** The people who may sign in. Every change is audited under the caller who makes it. */
@ProviderType
public interface Users {
  /** All users, by name. */
  Paged<User> list(PageRequest page);

  Optional<User> find(UUID id);

  /**
   * @throws org.parley.api.InvalidInput when the password is too weak
   * @throws org.parley.api.Conflict when the name is taken
   */
  User create(UserInput input, Secret password, Caller by);

  /**
   * Replaces what was entered about a user. Disabling ends the user's sessions.
   *
   * @param version of the user as it was read
   * @throws org.parley.api.Conflict when the user has changed since, when the name is taken, or
   *     when the last administrator would be lost
   */
  User change(UUID id, long version, UserInput input, Caller by);

  /**
   * Gives a user another password and ends all sessions of that user.
   *
   * @param version of the user as it was read
   * @throws org.parley.api.InvalidInput when the password is too weak
   * @throws org.parley.api.Conflict when the user has changed since
   */
  User setPassword(UUID id, long version, Secret password, Caller by);
}
