// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import jakarta.servlet.http.HttpServlet;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import org.parley.api.web.PublicPage;
import org.parley.api.web.Readiness;
import org.parley.web.internal.ops.Meters;

/** The edge for tests, of a hub that is ready unless they say otherwise. */
public final class EdgeServers {
  private EdgeServers() {}

  /** The edge as it comes, before a servlet. */
  public static FelixLikeServer before(HttpServlet servlet, PublicPage... pages) throws Exception {
    Edge edge = edge(List.of());
    List.of(pages).forEach(edge::addPage);
    return new FelixLikeServer(edge, servlet);
  }

  static Edge edge(List<String> trusted) {
    return edge(trusted, () -> true);
  }

  static Edge edge(List<String> trusted, Readiness readiness) {
    var follow = new FollowLink(InstantSource.system(), new Meters(), readiness);
    return new Edge(
        Networks.parse("trusted.proxies", trusted), follow, new InetSocketAddress("127.0.0.1", 0));
  }
}
