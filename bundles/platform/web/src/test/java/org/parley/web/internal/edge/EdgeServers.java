// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import jakarta.servlet.http.HttpServlet;
import java.util.List;
import org.parley.api.web.PublicPage;
import org.parley.web.internal.ops.Meters;

/** The edge for tests of what stands behind it. */
public final class EdgeServers {
  private EdgeServers() {}

  /** The edge as it comes, before a servlet. */
  public static FelixLikeServer before(HttpServlet servlet, PublicPage... pages) throws Exception {
    var edge = new Edge(Networks.parse("trusted.proxies", List.of()), new Meters());
    List.of(pages).forEach(edge::addPage);
    return new FelixLikeServer(edge, servlet);
  }
}
