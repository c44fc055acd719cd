// SPDX-License-Identifier: Apache-2.0
package org.parley.api.accounts;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.security.Caller;

/** What an administrator does with apps. Every change is audited. */
@ProviderType
public interface Apps {
  /** All apps, by connector and name. */
  List<App> all();

  /** Those by which an account may sign in, given its connector and settings. */
  List<App> forAccount(UUID account);

  Optional<App> find(UUID id);

  /** The address that a vendor must be told as the one to come back to. */
  URI returnAddress();

  /**
   * Keeps an app.
   *
   * @throws org.parley.api.InvalidInput naming every bad field
   * @throws org.parley.api.Conflict when one of that connector and instance bears the name
   */
  App create(AppInput input, Caller by);

  /**
   * Replaces what was entered; connector and instance cannot change.
   *
   * @param version of the app as it was read
   * @throws org.parley.api.Conflict when it has changed since
   */
  App change(UUID id, long version, AppInput input, Caller by);

  /**
   * Forgets an app with its secret.
   *
   * @throws org.parley.api.Conflict while accounts are signed in by it
   */
  void remove(UUID id, Caller by);
}
