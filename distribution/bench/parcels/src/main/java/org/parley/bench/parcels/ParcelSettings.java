// SPDX-License-Identifier: Apache-2.0
package org.parley.bench.parcels;

import org.osgi.service.component.annotations.ComponentPropertyType;

/** The settings {@code org.parley.bench.parcels}. */
@ComponentPropertyType
public @interface ParcelSettings {
  /** Where orders are taken. */
  int port();
}
