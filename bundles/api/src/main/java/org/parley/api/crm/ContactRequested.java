// SPDX-License-Identifier: Apache-2.0
package org.parley.api.crm;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parley.api.bus.Personal;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;
import org.parley.api.profiles.Identifier;

/**
 * A CRM is to hold somebody who has no lead, or to change what it holds; with all that it needs to
 * know, so that a connector needs to ask nobody.
 *
 * @param profile whose, the external key in the CRM
 * @param account the CRM account that is to hold it
 * @param connector that account's connector id
 * @param identifiers that point at the person
 * @param attributes what the person has told
 */
public record ContactRequested(
    UUID profile,
    UUID account,
    String connector,
    List<Identifier> identifiers,
    @Personal Map<String, String> attributes)
    implements RecordData {
  public ContactRequested {
    identifiers = List.copyOf(identifiers);
    attributes = Map.copyOf(attributes);
  }

  /** Whether the person was erased meanwhile: nobody is to hear of it any more. */
  public boolean isErased() {
    return !identifiers.isEmpty()
        && identifiers.stream().allMatch(identifier -> identifier.value().isEmpty());
  }

  @Override
  public String topic() {
    return Topics.CRM;
  }

  @Override
  public String type() {
    return "contact.requested";
  }
}
