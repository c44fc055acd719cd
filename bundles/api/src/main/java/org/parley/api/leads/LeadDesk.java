// SPDX-License-Identifier: Apache-2.0
package org.parley.api.leads;

import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.Money;

/**
 * What people do to leads and their rules. Called at the edge, by web and console, and by no other
 * room.
 */
@ProviderType
public interface LeadDesk {
  /**
   * Gives a lead to an owner by hand.
   *
   * @param version the version that the change is based on
   * @throws org.parley.api.Conflict when it is closed or has changed since
   */
  Lead assign(UUID lead, String owner, Optional<UUID> account, long version);

  /**
   * Notes that the owner has taken a lead up.
   *
   * @throws org.parley.api.Conflict when it is closed or has no owner
   */
  Lead accept(UUID lead);

  /**
   * Closes a lead.
   *
   * @throws org.parley.api.Conflict when it is closed already
   */
  Lead close(UUID lead, boolean won, Optional<Money> amount);

  /**
   * @throws org.parley.api.InvalidInput naming every bad field
   */
  RoutingRule addRoutingRule(NewRoutingRule input);

  /**
   * Changes a rule as a whole: what is left out is cleared. Whose turn it is stays.
   *
   * @param version the version that the change is based on
   * @throws org.parley.api.InvalidInput naming every bad field
   * @throws org.parley.api.NotFound when there is no such rule
   * @throws org.parley.api.Conflict when it has changed since
   */
  RoutingRule changeRoutingRule(UUID rule, NewRoutingRule input, long version);

  void removeRoutingRule(UUID rule);

  /**
   * @throws org.parley.api.InvalidInput naming every bad field
   */
  ScoringRule addScoringRule(NewScoringRule input);

  /**
   * Changes a rule as a whole: what is left out is cleared.
   *
   * @param version the version that the change is based on
   * @throws org.parley.api.InvalidInput naming every bad field
   * @throws org.parley.api.NotFound when there is no such rule
   * @throws org.parley.api.Conflict when it has changed since
   */
  ScoringRule changeScoringRule(UUID rule, NewScoringRule input, long version);

  void removeScoringRule(UUID rule);
}
