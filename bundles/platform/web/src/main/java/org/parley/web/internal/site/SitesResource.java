// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.site;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.InvalidInput;
import org.parley.api.Paged;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** The sites that the tracking script may run on. */
@Component
public final class SitesResource implements Resource {
  private final Sites sites;

  /**
   * @param origin of the site's pages
   * @param name what people call it; its origin where it is missing
   */
  record SiteInput(
      @NotBlank @Size(max = 300) @Nullable String origin,
      @Size(min = 1, max = 200) @Nullable String name) {}

  @Activate
  public SitesResource(@Reference Sites sites) {
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
    var input = call.body(SiteInput.class);
    String text = input.origin() == null ? "" : input.origin();
    String origin =
        Origins.of(text)
            .orElseThrow(
                () ->
                    new InvalidInput(
                        "origin",
                        "'%s' is no origin; one such as https://www.example.org is expected"
                            .formatted(text)));
    Site site = sites.register(origin, input.name() == null ? origin : input.name());
    return Answer.created("sites/" + site.id(), site);
  }

  private Answer remove(Call call) {
    sites.remove(call.id("id", "site"));
    return Answer.nothing();
  }
}
