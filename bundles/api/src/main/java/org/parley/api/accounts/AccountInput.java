// SPDX-License-Identifier: Apache-2.0
package org.parley.api.accounts;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is entered about an account.
 *
 * @param connector the id of the connector that joins it
 * @param name what people call it
 * @param settings what its connector needs to know, as a JSON tree of strings, numbers, booleans,
 *     lists and nulls; when an account is changed, a secret that is left out stays as it was and
 *     one that is null is forgotten
 * @param standard whether it sends the mail that names no account; of several the youngest does
 * @param repeatUnclear whether what may have been delivered when the hub stopped is delivered again
 *     where the system offers no means to tell; otherwise a person decides
 */
public record AccountInput(
    @NotBlank @Size(max = 100) @Nullable String connector,
    @NotBlank @Size(max = 200) @Nullable String name,
    @NotNull @Nullable Map<String, @Nullable Object> settings,
    @Nullable Boolean standard,
    @Nullable Boolean repeatUnclear) {
  public AccountInput {
    settings = settings == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
