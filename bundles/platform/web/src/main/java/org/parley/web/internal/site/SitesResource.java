// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.site;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Paged;
import org.parley.api.web.NewSite;
import org.parley.api.web.Site;
import org.parley.api.web.SiteDesk;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** The sites that the tracking script may run on. */
@Component
public final class SitesResource implements Resource {
  private final SiteDesk sites;

  @Activate
  public SitesResource(@Reference SiteDesk sites) {
    this.sites = sites;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of(
        "listSites", this::list, "registerSite", this::register, "removeSite", this::remove);
  }

  private Answer list(Call call) {
    return Answer.page(Paged.last(sites.list()), site -> site);
  }

  private Answer register(Call call) {
    Site site = sites.register(call.body(NewSite.class));
    return Answer.created("sites/" + site.id(), site);
  }

  private Answer remove(Call call) {
    sites.remove(call.id("id", "site"));
    return Answer.nothing();
  }
}
