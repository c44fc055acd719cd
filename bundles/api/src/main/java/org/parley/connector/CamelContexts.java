// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import org.apache.camel.CamelContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes Camel contexts that see exactly what one bundle is wired to. Safe for use by any thread.
 */
@ProviderType
public interface CamelContexts {

  /**
   * Makes a context, built and not yet started: add components and routes, then start it. Whoever
   * asks for it owns it and stops it before the bundle goes.
   *
   * <p>The context looks for components, data formats, languages and type converters in the bundle
   * behind {@code loader}, in every pack that bundle requires by a capability of the namespace
   * {@code org.parley.camel.component}, and in the engine; in nothing else. Threads of the context
   * carry the same view as their context class loader.
   *
   * @param name the context's name, which logs and metrics show: the connector's id
   * @param loader the class loader of the bundle whose routes shall run; a loader of no bundle, as
   *     in a unit test, sees itself and the engine
   * @return a context of its own, never shared
   */
  CamelContext create(String name, ClassLoader loader);
}
