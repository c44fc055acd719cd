// SPDX-License-Identifier: Apache-2.0
package org.parley.api.broker;

import org.osgi.annotation.versioning.ProviderType;

/** A hub's part in a group. */
@ProviderType
public interface Membership extends AutoCloseable {
  /** Leaves the group soon; the member is told of nothing new. Returns at once. */
  @Override
  void close();
}
