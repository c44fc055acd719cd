// SPDX-License-Identifier: Apache-2.0
package org.parley.api.broker;

import org.osgi.annotation.versioning.ProviderType;

/** A bundle that can speak to brokers of one kind. Asked only by a bus that is set up for one. */
@ProviderType
public interface BrokerClient {
  /**
   * Makes ready to speak to a broker; returns at once, whether that is there or not.
   *
   * @throws org.parley.api.ParleyException with fault {@code SETTINGS} when the settings can lead
   *     to nothing
   */
  Broker connect(BrokerSettings settings);
}
