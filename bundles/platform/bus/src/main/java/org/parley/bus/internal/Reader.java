// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import org.parley.api.bus.GroupReader;
import org.parley.api.bus.OutwardReader;
import org.parley.api.bus.Subscription;

/** What was published to be fed: of either kind. */
sealed interface Reader {
  Subscription subscription();

  /** The service itself. */
  Object service();

  record Inward(Subscription subscription, GroupReader service) implements Reader {}

  record Outward(Subscription subscription, OutwardReader service) implements Reader {}
}
