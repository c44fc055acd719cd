// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.ops;

import jakarta.servlet.Servlet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.parley.api.bus.Bus;
import org.parley.api.interactions.Collector;
import org.parley.api.links.LinkDesk;
import org.parley.api.links.Redirects;
import org.parley.api.security.Keys;
import org.parley.api.web.Readiness;

/** What a hub does not do its work without: its essential services, and that all is started. */
@Component(service = {Essentials.class, Readiness.class})
public final class Essentials implements Readiness {
  private final BooleanSupplier started;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable Bus bus;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable Keys keys;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable Redirects redirects;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable LinkDesk links;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable Collector collector;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      target = "(osgi.http.whiteboard.servlet.name=parley-api)")
  volatile @Nullable Servlet api;

  @Activate
  public Essentials(BundleContext bundle) {
    this(Progress.isStarted(bundle));
  }

  Essentials(BooleanSupplier started) {
    this.started = started;
  }

  @Override
  public boolean isReady() {
    return parts().stream().allMatch(Part::there);
  }

  /**
   * @param name for a person
   * @param there whether its service is
   */
  record Part(String name, boolean there) {}

  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("bundles", started.getAsBoolean()));
    parts.add(new Part("bus", bus != null));
    parts.add(new Part("keys", keys != null));
    parts.add(new Part("redirects", redirects != null));
    parts.add(new Part("links", links != null));
    parts.add(new Part("collect", collector != null));
    parts.add(new Part("rest", api != null));
    return parts;
  }
}
