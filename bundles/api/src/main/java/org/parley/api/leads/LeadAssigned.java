// SPDX-License-Identifier: Apache-2.0
package org.parley.api.leads;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.Personal;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Identifier;

/**
 * A lead has an owner, and the owner's CRM is to hold it: with its whole story, so that a connector
 * needs to ask nobody.
 *
 * @param lead its id, the external key in the CRM
 * @param profile whose
 * @param account the CRM account that is to hold it; empty when the owner works in the hub
 * @param connector that account's connector id, with the account
 * @param owner the owner's name in that CRM or email
 * @param rule the routing rule that decided
 * @param reason the decision in one sentence
 * @param interest what in
 * @param score at this time
 * @param source where it came from
 * @param identifiers that point at the person
 * @param attributes what the person has told
 * @param story what happened to the lead and what the person did last, the oldest first, one
 *     sentence each
 */
public record LeadAssigned(
    UUID lead,
    UUID profile,
    Optional<UUID> account,
    Optional<String> connector,
    String owner,
    String rule,
    String reason,
    String interest,
    int score,
    Origin source,
    List<Identifier> identifiers,
    @Personal Map<String, String> attributes,
    @Personal List<String> story)
    implements RecordData {
  public LeadAssigned {
    identifiers = List.copyOf(identifiers);
    attributes = Map.copyOf(attributes);
    story = List.copyOf(story);
  }

  /** Whether the person was erased meanwhile: nobody is to hear of the lead any more. */
  public boolean isErased() {
    return !identifiers.isEmpty()
        && identifiers.stream().allMatch(identifier -> identifier.value().isEmpty());
  }

  @Override
  public String topic() {
    return Topics.LEADS;
  }

  @Override
  public String type() {
    return "lead.assigned";
  }
}
