// SPDX-License-Identifier: Apache-2.0
package org.parley.api.security;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is entered for a new key.
 *
 * @param name what it is for
 * @param roles what it may do
 * @param expiresAt when it ends by itself; never where it is missing
 */
public record ApiKeyInput(
    @NotBlank @Size(max = 200) @Nullable String name,
    @NotEmpty @Nullable Set<Role> roles,
    @Nullable Instant expiresAt) {
  public ApiKeyInput {
    roles = roles == null ? null : Set.copyOf(roles);
  }
}
