// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.parley.api.Ids;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Merge;

/** What each kind of happening looks like on a timeline. */
final class Entries {
  static final String HUB = "hub";
  private static final String EMAIL = "email";
  private static final String WEB = "web";

  private Entries() {}

  static Noted of(Merge merge) {
    Map<String, String> data =
        Map.of(
            "merge", merge.id().toString(),
            "other", merge.other().toString(),
            "reason", merge.reason());
    return new Noted(merge.id(), merge.at(), "profile.merged", HUB, Origin.NONE, data);
  }

  static Noted split(Merge undone, Instant now) {
    Map<String, String> data =
        Map.of("merge", undone.id().toString(), "other", undone.other().toString());
    return new Noted(Ids.next(now), now, "profile.split", HUB, Origin.NONE, data);
  }

  static Noted of(Answer answer) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("purpose", answer.purpose());
    data.put("given", Boolean.toString(answer.given()));
    data.put("basis", answer.basis());
    String type = answer.given() ? "consent.given" : "consent.withdrawn";
    return new Noted(answer.id(), answer.at(), type, HUB, Origin.NONE, data);
  }

  static Noted of(Interaction interaction) {
    return new Noted(
        interaction.id(),
        interaction.at(),
        interaction.type(),
        channel(interaction),
        interaction.origin(),
        interaction.data());
  }

  private static String channel(Interaction interaction) {
    if (interaction.origin().network().isPresent()) {
      return interaction.origin().network().get();
    }
    if (interaction.type().startsWith("mail.")) {
      return EMAIL;
    }
    return interaction.identifiers().stream()
        .filter(identifier -> identifier.kind() == Identifier.Kind.HANDLE)
        .flatMap(identifier -> identifier.network().stream())
        .findFirst()
        .orElse(WEB);
  }
}
