// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.parley.api.bus.BusRecord;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.profiles.ProfileIdentified;
import org.parley.leadrouting.internal.ScoreLeads.Occasion;

/** Why one might look at somebody: something was done, or it came out who somebody is. */
record Reason(BusRecord cause, Occasion occasion) {
  static boolean isGivenBy(BusRecord record) {
    return record.data() instanceof InteractionJoined || record.data() instanceof ProfileIdentified;
  }

  /**
   * @param interest the types of interactions by which an identified person asks for contact
   */
  static Reason of(BusRecord cause, List<String> interest) {
    return cause.data() instanceof InteractionJoined joined
        ? new Reason(cause, occasion(joined, interest))
        : new Reason(cause, occasion((ProfileIdentified) cause.data()));
  }

  /** A form that is about no sales interest says so by a blank one: it asks for no contact. */
  private static Occasion occasion(InteractionJoined joined, List<String> interest) {
    String type = joined.interaction().type();
    Optional<String> said = Optional.ofNullable(joined.interaction().data().get("interest"));
    boolean asks = interest.contains(type) && said.filter(String::isBlank).isEmpty();
    return new Occasion(
        joined.profile(),
        said.filter(Predicate.not(String::isBlank)),
        asks ? Optional.of(type.replace('.', ' ')) : Optional.empty());
  }

  private static Occasion occasion(ProfileIdentified identified) {
    return new Occasion(identified.profile(), Optional.empty(), Optional.empty());
  }

  /** The profile that it was noted for. */
  UUID first() {
    return occasion.first();
  }

  boolean isAsking() {
    return occasion.asked().isPresent();
  }

  /** Whether it may make a lead of somebody who has none; only of those who are identified. */
  boolean matters(Scored scored) {
    return cause.data() instanceof InteractionJoined joined
        ? isAsking() || (joined.identified() && scored.includes(joined.interaction()))
        : scored.isAnything();
  }
}
