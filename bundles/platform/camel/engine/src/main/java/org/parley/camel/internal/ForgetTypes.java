// SPDX-License-Identifier: Apache-2.0
package org.parley.camel.internal;

import com.fasterxml.jackson.databind.type.TypeFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Jackson's cache of types is static: after a context has gone, it would keep the bundle's records.
 */
final class ForgetTypes extends LifecycleStrategySupport {

  @Override
  public void onContextStopped(CamelContext context) {
    TypeFactory.defaultInstance().clearCache();
  }
}
