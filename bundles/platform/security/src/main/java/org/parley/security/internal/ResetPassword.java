// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.Secret;
import org.parley.api.control.ControlVerb;
import org.parley.api.security.User;
import org.parley.api.security.Users;
import org.parley.api.store.Store;

/** Gives a user who has lost the password another one. */
@Component
public final class ResetPassword implements ControlVerb {
  private final Store store;
  private final Users users;

  @Activate
  public ResetPassword(@Reference(target = Room.STORE) Store store, @Reference Users users) {
    this.store = store;
    this.users = users;
  }

  @Override
  public String verb() {
    return "password";
  }

  @Override
  public String help() {
    return "[USER] gives a user, 'admin' unless named, a new password and shows it once";
  }

  @Override
  public String run(List<String> arguments) {
    String name = arguments.isEmpty() ? "admin" : arguments.get(0);
    User user =
        store
            .read(tx -> UserTable.findByName(tx, name))
            .map(UserTable.Known::user)
            .orElseThrow(() -> new NotFound("user", name));
    String password = new Tokens().mintPassword();
    users.setPassword(user.id(), user.version(), new Secret(password), Machine.CALLER);
    String state = user.disabled() ? "; the user is disabled" : "";
    return "The password of '%s' is now '%s'%s".formatted(user.name(), password, state);
  }
}
