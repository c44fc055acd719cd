// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.parley.api.links.Redirects;
import org.parley.api.web.PublicPage;
import org.parley.api.web.Readiness;
import org.parley.web.internal.ops.Meters;

/** Stands before the servlets of every Jetty that Felix starts. */
@Component(configurationPid = EdgeSettings.PID)
@Designate(ocd = EdgeSettings.class)
public final class Edge implements ConnectorFactory {
  private final List<PublicPage> pages = new CopyOnWriteArrayList<>();
  private final ClientCustomizer customizer;
  private final FollowLink follow;
  private final InetSocketAddress address;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable Redirects redirects;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable CollectDoor collect;

  @Activate
  public Edge(
      EdgeSettings settings,
      BundleContext bundle,
      @Reference Meters meters,
      @Reference Readiness readiness) {
    this(
        Networks.parse("trusted.proxies", List.of(settings.trusted_proxies())),
        new FollowLink(InstantSource.system(), meters, readiness),
        address(bundle));
  }

  Edge(Networks trusted, FollowLink follow, InetSocketAddress address) {
    this.follow = follow;
    this.customizer = new ClientCustomizer(trusted);
    this.address = address;
  }

  /** Where the launcher wants the hub to listen; without one, anywhere on this machine. */
  private static InetSocketAddress address(BundleContext bundle) {
    String port = bundle.getProperty("parley.port");
    return port == null
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)
        : new InetSocketAddress(bundle.getProperty("parley.host"), Integer.parseInt(port));
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
    var ways = new EdgeHandler.Ways(() -> redirects, () -> collect, server);
    var handler = new EdgeHandler(follow, ways, this::isPage);
    return new FrontDoor(server, handler, new FrontDoor.Street(customizer, address));
  }

  private boolean isPage(String prefix) {
    for (PublicPage page : pages) {
      if (page.prefix().equals(prefix)) {
        return true;
      }
    }
    return false;
  }
}
