// SPDX-License-Identifier: Apache-2.0
package org.parley.api.accounts;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** What other rooms may ask about accounts. */
@ProviderType
public interface Accounts {
  Optional<Account> find(UUID id);

  /** All accounts, by name. */
  List<Account> all();
}
