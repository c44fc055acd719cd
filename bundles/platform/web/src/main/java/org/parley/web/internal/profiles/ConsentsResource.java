// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.profiles;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.profiles.Consent;
import org.parley.api.profiles.Consents;
import org.parley.api.profiles.NewConsent;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** What people have agreed to. */
@Component
public final class ConsentsResource implements Resource {
  record View(List<Consents.Standing> items, List<Consent> answers, boolean intact) {}

  private final Consents consents;

  @Activate
  public ConsentsResource(@Reference Consents consents) {
    this.consents = consents;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of("listConsents", this::list, "noteConsent", this::note);
  }

  private Answer list(Call call) {
    UUID profile = call.id("id", "profile");
    Consents.History history = consents.history(profile);
    return Answer.ok(new View(consents.standing(profile), history.answers(), history.intact()));
  }

  private Answer note(Call call) {
    UUID profile = call.id("id", "profile");
    Consent noted = consents.note(profile, call.body(NewConsent.class));
    return Answer.created("profiles/" + profile + "/consents", noted);
  }
}
