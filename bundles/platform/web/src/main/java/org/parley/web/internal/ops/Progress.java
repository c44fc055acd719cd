// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.ops;

import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** How far the hub has come. */
public final class Progress {
  /** How the launcher says where a start ends; without it, where the framework is active. */
  private static final String LAST_LEVEL = "parley.start.level";

  private Progress() {}

  /** Whether all bundles have been started and none is being stopped with the hub. */
  public static BooleanSupplier isStarted(BundleContext bundle) {
    Bundle framework = bundle.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    FrameworkStartLevel level = framework.adapt(FrameworkStartLevel.class);
    String last = bundle.getProperty(LAST_LEVEL);
    int end = last == null ? 0 : Integer.parseInt(last);
    return () -> framework.getState() == Bundle.ACTIVE && level.getStartLevel() >= end;
  }
}
