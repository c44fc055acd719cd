// SPDX-License-Identifier: Apache-2.0
package org.parley.api.leads;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides the owner of leads that meet all of its conditions. The first rule that a lead meets
 * decides.
 *
 * @param id its identity
 * @param name what people call it
 * @param place its place in the order, the lowest first
 * @param country the profile's attribute {@code country} must be this
 * @param language the profile's attribute {@code language} must be this
 * @param interest the lead's interest must be this
 * @param network the lead must have come from this network
 * @param minimumScore the lead's score must be at least this
 * @param owners who is to have them, in turn
 * @param account the CRM account that is to hold them; empty when the owners work in the hub
 * @param version counts its changes, for optimistic editing; 1 when it is new
 */
public record RoutingRule(
    UUID id,
    String name,
    int place,
    Optional<String> country,
    Optional<String> language,
    Optional<String> interest,
    Optional<String> network,
    Optional<Integer> minimumScore,
    List<String> owners,
    Optional<UUID> account,
    long version) {
  public RoutingRule {
    owners = List.copyOf(owners);
  }

  /** The same rule for other owners. */
  public RoutingRule of(List<String> others) {
    return new RoutingRule(
        id,
        name,
        place,
        country,
        language,
        interest,
        network,
        minimumScore,
        others,
        account,
        version);
  }
}
