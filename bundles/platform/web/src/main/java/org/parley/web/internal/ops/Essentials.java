// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.ops;

import jakarta.servlet.Servlet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.parley.api.bus.Bus;
import org.parley.api.interactions.Collector;
import org.parley.api.links.LinkDesk;
import org.parley.api.links.Redirects;
import org.parley.api.security.Keys;

/** The services without which a hub does not do its work. */
@Component(service = Essentials.class)
public final class Essentials {
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

  /**
   * @param name for a person
   * @param there whether its service is
   */
  record Part(String name, boolean there) {}

  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("bus", bus != null));
    parts.add(new Part("keys", keys != null));
    parts.add(new Part("redirects", redirects != null));
    parts.add(new Part("links", links != null));
    parts.add(new Part("collect", collector != null));
    parts.add(new Part("rest", api != null));
    return parts;
  }
}
