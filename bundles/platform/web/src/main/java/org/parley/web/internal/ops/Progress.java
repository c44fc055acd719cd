// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.ops;

import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** How far the hub has come. */
public final class Progress {
  private Progress() {}

  /** Whether all bundles have been started and none is being stopped with the hub. */
  public static BooleanSupplier isStarted(BundleContext bundle) {
    Bundle framework = bundle.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    return () -> framework.getState() == Bundle.ACTIVE;
  }
}
