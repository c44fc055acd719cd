// SPDX-License-Identifier: Apache-2.0
package org.parley.api.accounts;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is entered about an app that an administrator has registered at a vendor.
 *
 * @param connector of whose accounts
 * @param instance of the system that it is registered at, where each has its own; an address
 *     without a slash at its end
 * @param name what people call it
 * @param clientId as the vendor named it
 * @param secret that the vendor gave; left out when an app is changed it stays
 */
public record AppInput(
    @NotBlank @Size(max = 100) @Nullable String connector,
    @Size(max = 300) @Nullable String instance,
    @NotBlank @Size(max = 200) @Nullable String name,
    @NotBlank @Size(max = 500) @Nullable String clientId,
    @Size(max = 8000) @Nullable String secret) {
  @Override
  public String toString() {
    return "AppInput[connector=%s, instance=%s, name=%s, clientId=%s, secret=***]"
        .formatted(connector, instance, name, clientId);
  }
}
