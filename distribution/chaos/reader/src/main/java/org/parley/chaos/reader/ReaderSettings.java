// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos.reader;

import org.osgi.service.component.annotations.ComponentPropertyType;

/** The settings {@code org.parley.chaos.reader}. */
@ComponentPropertyType
public @interface ReaderSettings {
  /** Where orders are taken. */
  int port();
}
