// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.parley.api.links.Redirects;
import org.parley.api.links.SlugForm;
import org.parley.api.web.HubPaths;

/**
 * Follows links on the very thread that read the request, since that waits for nothing, and hands
 * the rest to other threads: reports to the collector, everything else to the servlets.
 */
final class EdgeHandler extends Handler.Abstract.NonBlocking {
  private final FollowLink follow;
  private final Supplier<@Nullable Redirects> redirects;
  private final Supplier<@Nullable CollectDoor> collect;
  private final Predicate<String> pages;
  private final Server servlets;
  private final Refusals refusals = new Refusals();

  /**
   * Where requests go on; null while that is away.
   *
   * @param redirects where links are followed
   * @param collect where browsers report
   * @param servlets where everything else goes
   */
  record Ways(
      Supplier<@Nullable Redirects> redirects,
      Supplier<@Nullable CollectDoor> collect,
      Server servlets) {}

  /**
   * @param pages whether a first part of the path belongs to a public page
   */
  EdgeHandler(FollowLink follow, Ways ways, Predicate<String> pages) {
    this.follow = follow;
    this.redirects = ways.redirects();
    this.collect = ways.collect();
    this.servlets = ways.servlets();
    this.pages = pages;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String slug = request.getHttpURI().getCanonicalPath().substring(1);
    String method = request.getMethod();
    boolean read = method.equals("GET") || method.equals("HEAD");
    if (read && isSlug(slug)) {
      follow(new FollowLink.Call(slug, request, response, callback));
    } else {
      servlets.getThreadPool().execute(() -> serve(request, response, callback));
    }
    return true;
  }

  private void follow(FollowLink.Call call) {
    Redirects present = redirects.get();
    if (present == null) {
      follow.refuse(call);
    } else {
      follow.follow(present, call);
    }
  }

  private void serve(Request request, Response response, Callback callback) {
    try {
      if (request.getHttpURI().getCanonicalPath().equals("/t")) {
        collect(request, response, callback);
      } else if (!servlets.handle(request, response, callback)) {
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Exception | LinkageError e) {
      Response.writeError(request, response, callback, e);
    }
  }

  private void collect(Request request, Response response, Callback callback) {
    CollectDoor present = collect.get();
    if (present == null) {
      refusals.beAway(request, response, callback);
    } else {
      present.handle(request, response, callback);
    }
  }

  /** A page's own first part is none, whether its room is there or not. */
  private boolean isSlug(String slug) {
    String first = slug.toLowerCase(Locale.ROOT);
    return SlugForm.fits(slug)
        && !HubPaths.SERVED.contains(first)
        && !HubPaths.PAGES.contains(first)
        && !pages.test(slug);
  }
}
