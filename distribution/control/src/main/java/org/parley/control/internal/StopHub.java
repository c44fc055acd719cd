// SPDX-License-Identifier: Apache-2.0
package org.parley.control.internal;

import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.control.ControlVerb;

/**
 * Stops the framework, which goes on in the background; the caller waits for the end of the
 * process.
 */
@Component
public final class StopHub implements ControlVerb {
  private final BundleContext context;

  @Activate
  public StopHub(BundleContext context) {
    this.context = context;
  }

  @Override
  public String verb() {
    return "stop";
  }

  @Override
  public String help() {
    return "stops the hub cleanly";
  }

  @Override
  public String run(List<String> arguments) {
    try {
      context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).stop();
      return "Parley stops";
    } catch (BundleException e) {
      throw new ParleyException(Fault.HUB, "The framework does not stop", e);
    }
  }
}
