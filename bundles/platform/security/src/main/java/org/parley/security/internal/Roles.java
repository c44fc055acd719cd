// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.parley.api.security.Role;

/** Roles as one column holds them. */
final class Roles {
  private Roles() {}

  static String write(Set<Role> roles) {
    return roles.stream().sorted().map(Role::name).collect(Collectors.joining(","));
  }

  static Set<Role> read(String text) {
    return Arrays.stream(text.split(","))
        .map(Role::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }
}
