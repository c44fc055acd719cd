// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.retired;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.parley.connector.Connector;

/** Puts what is gone into the catalogue; its entries go with the bundle. */
@Component(
    service = {},
    immediate = true)
public final class RetiredSystems {
  @Activate
  public RetiredSystems(BundleContext bundle) {
    RetiredSystem.ALL.forEach(gone -> bundle.registerService(Connector.class, gone, null));
  }
}
