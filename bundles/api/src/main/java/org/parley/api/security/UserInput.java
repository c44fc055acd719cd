// SPDX-License-Identifier: Apache-2.0
package org.parley.api.security;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is entered about a user.
 *
 * @param name what is typed to sign in
 * @param fullName what colleagues see; the name where it is missing
 * @param roles what the person may do
 * @param team the team that the person belongs to
 * @param disabled whether signing in is refused
 */
public record UserInput(
    @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}") @Nullable String name,
    @Size(min = 1, max = 200) @Nullable String fullName,
    @NotEmpty @Nullable Set<Role> roles,
    @Nullable UUID team,
    @Nullable Boolean disabled) {
  public UserInput {
    roles = roles == null ? null : Set.copyOf(roles);
  }
}
