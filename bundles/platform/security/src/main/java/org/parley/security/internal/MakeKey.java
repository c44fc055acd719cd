// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.InvalidInput;
import org.parley.api.control.ControlVerb;
import org.parley.api.security.ApiKeyInput;
import org.parley.api.security.Keys;
import org.parley.api.security.Role;

/** Makes a key for a program. */
@Component
public final class MakeKey implements ControlVerb {
  private final Keys keys;

  @Activate
  public MakeKey(@Reference Keys keys) {
    this.keys = keys;
  }

  @Override
  public String verb() {
    return "key";
  }

  @Override
  public String help() {
    return "[NAME [ROLE]] makes a key for a program, for an administrator unless the role is "
        + words()
        + ", and shows it once";
  }

  @Override
  public String run(List<String> arguments) {
    String name = arguments.isEmpty() ? "made on the machine" : arguments.get(0);
    Role role = arguments.size() < 2 ? Role.ADMINISTRATOR : role(arguments.get(1));
    var minted = keys.mint(new ApiKeyInput(name, Set.of(role), null), Machine.CALLER);
    return minted.secret().reveal();
  }

  private static Role role(String word) {
    try {
      return Role.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("role", "'%s' is not one of %s".formatted(word, words()));
    }
  }

  private static String words() {
    return Arrays.stream(Role.values())
        .map(role -> role.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
