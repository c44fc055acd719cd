// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.parley.api.links.Redirects;
import org.parley.api.web.PublicPage;
import org.parley.web.internal.ops.Meters;

/** Stands before the servlets of every Jetty that Felix starts. */
@Component(configurationPid = EdgeSettings.PID)
@Designate(ocd = EdgeSettings.class)
public final class Edge implements ConnectorFactory {
  private final List<PublicPage> pages = new CopyOnWriteArrayList<>();
  private final ClientCustomizer customizer;
  private final FollowLink follow;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable Redirects redirects;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable CollectDoor collect;

  @Activate
  public Edge(EdgeSettings settings, @Reference Meters meters) {
    this(Networks.parse("trusted.proxies", List.of(settings.trusted_proxies())), meters);
  }

  Edge(Networks trusted, Meters meters) {
    this.follow = new FollowLink(InstantSource.system(), meters);
    this.customizer = new ClientCustomizer(trusted);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addPage(PublicPage page) {
    pages.add(page);
  }

  void removePage(PublicPage page) {
    pages.remove(page);
  }

  @Override
  public Connector createConnector(Server server) {
    var ways = new EdgeHandler.Ways(() -> redirects, () -> collect);
    return new FrontDoor(server, new EdgeHandler(follow, ways, this::isPage), customizer);
  }

  private boolean isPage(String prefix) {
    return pages.stream().anyMatch(page -> page.prefix().equals(prefix));
  }
}
