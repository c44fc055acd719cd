// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.profiles;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.profiles.ProfileDesk;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** Who may be one person, for a person to decide. */
@Component
public final class SuggestionsResource implements Resource {
  private final ProfileDesk desk;

  @Activate
  public SuggestionsResource(@Reference ProfileDesk desk) {
    this.desk = desk;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of(
        "listMergeSuggestions", call -> Answer.page(desk.suggestions(call.page()), item -> item),
        "acceptMergeSuggestion",
            call -> ProfilesResource.made(desk.accept(call.id("id", "suggestion"))),
        "dismissMergeSuggestion", this::dismiss);
  }

  private Answer dismiss(Call call) {
    desk.dismiss(call.id("id", "suggestion"));
    return Answer.nothing();
  }
}
