// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.io.IOException;
import java.net.URL;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.parley.api.web.Fetcher;
import org.parley.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a connector of each bundle that has a manifest and is wired to this one. The service is
 * that bundle's own and goes with it.
 */
@Component(
    service = {},
    immediate = true)
public final class ManifestBundles implements BundleTrackerCustomizer<ServiceRegistration<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(ManifestBundles.class);
  private static final String EXTENDER = "osgi.extender";

  private final Bundle own;
  private final Fetcher fetcher;
  private final BundleTracker<ServiceRegistration<?>> tracker;

  @Activate
  public ManifestBundles(BundleContext context, @Reference Fetcher fetcher) {
    this.own = context.getBundle();
    this.fetcher = fetcher;
    tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
    tracker.open();
  }

  @Deactivate
  public void close() {
    tracker.close();
  }

  @Override
  public @Nullable ServiceRegistration<?> addingBundle(Bundle bundle, @Nullable BundleEvent event) {
    URL manifest = bundle.getEntry(ManifestConnector.PLACE);
    if (manifest == null) {
      return null;
    }
    Optional<BundleWiring> wiring = Optional.ofNullable(bundle.adapt(BundleWiring.class));
    if (wiring.filter(this::isOurs).isEmpty()) {
      LOG.warn(
          "Bundle '{}' has a manifest but does not require the extender 'org.parley.manifest'",
          bundle.getSymbolicName());
      return null;
    }
    return register(bundle, manifest, wiring.get().getClassLoader());
  }

  private boolean isOurs(BundleWiring wiring) {
    for (BundleWire wire : wiring.getRequiredWires(EXTENDER)) {
      if (wire.getProvider().getBundle().equals(own)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable ServiceRegistration<?> register(
      Bundle bundle, URL manifest, ClassLoader loader) {
    try {
      Connector<?> connector = ManifestConnector.read(manifest, fetcher, loader);
      return bundle.getBundleContext().registerService(Connector.class, connector, null);
    } catch (InvalidManifest e) {
      LOG.error("The manifest of bundle '{}' is refused:\n{}", bundle, e.getMessage());
    } catch (IOException e) {
      LOG.error("The manifest of bundle '{}' cannot be read", bundle, e);
    }
    return null;
  }

  @Override
  public void modifiedBundle(
      Bundle bundle, @Nullable BundleEvent event, ServiceRegistration<?> registration) {}

  @Override
  public void removedBundle(
      Bundle bundle, @Nullable BundleEvent event, ServiceRegistration<?> registration) {
    try {
      registration.unregister();
    } catch (IllegalStateException e) {
      LOG.debug("The framework was quicker", e);
    }
  }
}
