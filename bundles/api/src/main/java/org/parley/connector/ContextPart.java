// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import org.apache.camel.CamelContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Something that the hub puts into every connector's Camel context, such as the {@code bus:}
 * component; published as a service.
 */
@ProviderType
public interface ContextPart {
  /**
   * Called once for each context, after it was made and before its routes are added. What is added
   * lives and ends with the context.
   */
  void addTo(CamelContext context);
}
