// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.security;

import static java.util.Objects.requireNonNull;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.Secret;
import org.parley.api.security.Role;
import org.parley.api.security.User;
import org.parley.api.security.UserInput;
import org.parley.api.security.Users;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** The people who may sign in. */
@Component
public final class UsersResource implements Resource {
  private final Users users;

  /** A user with the first password. */
  record NewUser(
      @Nullable String name,
      @Nullable String fullName,
      @Nullable Set<Role> roles,
      @Nullable UUID team,
      @Nullable Boolean disabled,
      @NotNull @Size(max = 200) @Nullable String password) {
    UserInput input() {
      return new UserInput(name, fullName, roles, team, disabled);
    }
  }

  record NewPassword(@NotNull @Size(max = 200) @Nullable String password) {}

  @Activate
  public UsersResource(@Reference Users users) {
    this.users = users;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of(
        "listUsers", call -> Answer.page(users.list(call.page()), user -> user),
        "createUser", this::create,
        "getUser", call -> show(get(call)),
        "changeUser", this::change,
        "setUserPassword", this::setPassword);
  }

  private Answer create(Call call) {
    var input = call.body(NewUser.class);
    var password = new Secret(requireNonNull(input.password()));
    User user = users.create(input.input(), password, call.caller());
    return Answer.created("users/" + user.id(), user).version(user.version());
  }

  private Answer change(Call call) {
    User user = get(call);
    long version = call.expect(user.version());
    return show(users.change(user.id(), version, call.body(UserInput.class), call.caller()));
  }

  private Answer setPassword(Call call) {
    String password = requireNonNull(call.body(NewPassword.class).password());
    User user = get(call);
    long version = call.expect(user.version());
    return show(users.setPassword(user.id(), version, new Secret(password), call.caller()));
  }

  private User get(Call call) {
    UUID id = call.id("id", "user");
    return users.find(id).orElseThrow(() -> new NotFound("user", id));
  }

  private static Answer show(User user) {
    return Answer.ok(user).version(user.version());
  }
}
