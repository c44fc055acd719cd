// SPDX-License-Identifier: Apache-2.0
package org.parley.api.web;

import java.util.Set;

/**
 * The first parts of the paths that the hub itself answers, and of those that browsers, robots and
 * proxies ask any host for. No short link may take one of them; whoever answers a new one adds it.
 */
public final class HubPaths {
  /** What servlets answer, whether their bundles are there or not. */
  public static final Set<String> SERVED =
      Set.of("api", "console", "health", "hooks", "metrics", "system", "t");

  /** What public pages answer. */
  public static final Set<String> PAGES = Set.of("f", "oauth", "p", "s");

  /** What is kept for what may come, and for what is asked of any host. */
  public static final Set<String> KEPT =
      Set.of(
          "assets",
          "embed",
          "favicon",
          "feeds",
          "index",
          "live",
          "login",
          "logout",
          "oidc",
          "ready",
          "robots",
          "sitemap",
          "static",
          "status",
          "webhooks",
          "webjars",
          "well-known");

  private HubPaths() {}

  /** Whether a path that begins so is no short link's. */
  public static boolean isOwn(String first) {
    return SERVED.contains(first) || PAGES.contains(first) || KEPT.contains(first);
  }
}
