// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.pages;

import jakarta.servlet.Servlet;
import java.net.URI;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;
import org.parley.api.web.PublicPage;
import org.parley.web.internal.edge.EdgeSettings;

/** Gives each public page its servlet, for as long as the page is there. */
@Component(
    configurationPid = EdgeSettings.PID,
    service = {})
public final class ServePages {
  private final Map<PublicPage, ServiceRegistration<Servlet>> servlets = new ConcurrentHashMap<>();
  private final BundleContext bundle;
  private final URI publicUrl;

  @Activate
  public ServePages(BundleContext bundle, EdgeSettings settings) {
    this.bundle = bundle;
    String url =
        Optional.of(settings.public_url())
            .filter(set -> !set.isBlank())
            .or(() -> Optional.ofNullable(bundle.getProperty("parley.url")))
            .orElse("http://localhost:8080");
    this.publicUrl = URI.create(url.strip().replaceAll("/+$", ""));
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addPage(PublicPage page) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME, "page-" + page.prefix());
    properties.put(
        HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN,
        new String[] {"/" + page.prefix(), "/" + page.prefix() + "/*"});
    servlets.put(
        page, bundle.registerService(Servlet.class, new PageServlet(page, publicUrl), properties));
  }

  void removePage(PublicPage page) {
    Optional.ofNullable(servlets.remove(page)).ifPresent(ServiceRegistration::unregister);
  }

  @Deactivate
  void stop() {
    servlets.keySet().forEach(this::removePage);
  }
}
