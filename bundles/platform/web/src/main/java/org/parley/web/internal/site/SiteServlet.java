// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.parley.api.Busy;
import org.parley.api.web.HubPaths;
import org.parley.api.web.PublicPage;
import org.parley.api.web.Readiness;
import org.parley.web.internal.edge.EdgeSettings;
import org.parley.web.internal.edge.Notice;

/**
 * Everything that no other servlet answers: public pages, and what there is not. Where the address
 * belongs to a part of the hub that is not there, and until the hub is ready, it says so instead.
 */
@Component(service = Servlet.class, configurationPid = EdgeSettings.PID)
@HttpWhiteboardServletPattern("/")
public final class SiteServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final String ROBOTS =
      """
      User-agent: *
      Disallow: /api/
      Disallow: /console
      Disallow: /health
      Disallow: /metrics
      Disallow: /p/
      Disallow: /t
      """;

  private final transient Script script = new Script();
  private static final String API = "api/v1";
  private static final Set<String> OWN = Set.of("", "t.js", "robots.txt", "favicon.ico");

  /** What other servlets answer as long as their part of the hub is there. */
  private static final Set<String> OTHERS = Set.of("console", "health", "hooks", "metrics");

  private final transient PublicPages pages;
  private final transient Readiness readiness;

  /** In the order of their service ranking, the highest last. */
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  transient volatile List<PublicPage> published = List.of();

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  transient volatile @Nullable Sites sites;

  @Activate
  public SiteServlet(EdgeSettings settings, BundleContext bundle, @Reference Readiness readiness) {
    this(
        new PublicPages(PublicAddress.of(settings.public_url(), bundle), InstantSource.system()),
        readiness);
  }

  SiteServlet(PublicPages pages, Readiness readiness) {
    this.pages = pages;
    this.readiness = readiness;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = path(request).substring(1);
    int slash = path.indexOf('/');
    String first = slash < 0 ? path : path.substring(0, slash);
    Optional<PublicPage> page = page(first);
    if (page.isEmpty() && isAway(path, first)) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } else if (!isAllowed(request.getMethod(), page.isPresent())) {
      response.setHeader("Allow", page.isPresent() ? "GET, HEAD, POST" : "GET, HEAD");
      response.setStatus(405);
    } else if (page.isPresent()) {
      String rest = slash < 0 ? "" : path.substring(slash + 1);
      serve(page.get(), rest, new PublicPages.Exchange(request, response));
    } else {
      serveOwn(path, request, response);
    }
  }

  private void serve(PublicPage page, String rest, PublicPages.Exchange exchange)
      throws IOException {
    Set<String> origins;
    try {
      origins = origins();
    } catch (Busy e) {
      new PageWriter(exchange, "").busy(e.comeBackAfter());
      return;
    }
    pages.serve(page, rest, exchange, origins);
  }

  private boolean isAway(String path, String first) {
    boolean others =
        OTHERS.contains(first)
            || HubPaths.PAGES.contains(first)
            || path.equals(API)
            || path.startsWith(API + "/");
    return others || (!readiness.isReady() && !OWN.contains(path));
  }

  private void serveOwn(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (path) {
      case "" -> {
        response.setHeader("Location", "/console");
        response.setStatus(302);
      }
      case "t.js" -> script.serve(request, response);
      // Browsers ask every host; the pages are the company's, so the hub shows no sign of its own.
      case "favicon.ico" -> {
        response.setHeader("Cache-Control", "public, max-age=86400");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      }
      case "robots.txt" -> {
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().write(ROBOTS.getBytes(UTF_8));
      }
      default ->
          new PageWriter(new PublicPages.Exchange(request, response), "").notice(Notice.UNKNOWN);
    }
  }

  private Optional<PublicPage> page(String first) {
    return published.stream()
        .filter(page -> page.prefix().equals(first))
        .reduce((lower, higher) -> higher);
  }

  private Set<String> origins() {
    Sites present = sites;
    return present == null ? Set.of() : present.origins();
  }

  private static boolean isAllowed(String method, boolean page) {
    return method.equals("GET") || method.equals("HEAD") || (page && method.equals("POST"));
  }

  private static String path(HttpServletRequest request) {
    String rest = request.getPathInfo() == null ? "" : request.getPathInfo();
    String path = request.getServletPath() + rest;
    return path.startsWith("/") ? path : "/" + path;
  }
}
