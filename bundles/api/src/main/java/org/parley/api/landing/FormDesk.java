// SPDX-License-Identifier: Apache-2.0
package org.parley.api.landing;

import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** What people do to forms. Called at the edge, by web and console, and by no other room. */
@ProviderType
public interface FormDesk {
  /**
   * Sets a form up.
   *
   * @throws org.parley.api.InvalidInput naming every bad field
   * @throws org.parley.api.Conflict when the slug is taken
   */
  Form create(NewForm input);

  /**
   * Changes a form as a whole.
   *
   * @param version the version that the change is based on
   * @throws org.parley.api.Conflict when it has changed since, or the slug is taken
   */
  Form change(UUID form, NewForm input, long version);

  /** Takes a form away; what was confirmed with it stays with the profiles. */
  void remove(UUID form);
}
