// SPDX-License-Identifier: Apache-2.0
package org.parley.api.leads;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.PageRequest;
import org.parley.api.Paged;

/** What other rooms and the edge may ask about leads. */
@ProviderType
public interface Leads {
  /** All leads, or those of one stage, the youngest first. */
  Paged<Lead> leads(Optional<Lead.Stage> stage, PageRequest page);

  /** The leads that fit, the youngest first. */
  Paged<Lead> list(Filter filter, PageRequest page);

  Optional<Lead> find(UUID id);

  /** A profile's leads, the youngest first. */
  List<Lead> ofProfile(UUID profile);

  /** What a lead's score is made of, as it was last counted. */
  List<LeadScored.Points> explain(UUID lead);

  /** What happened to a lead, and what its person did last, the oldest first. */
  List<LeadEvent> story(UUID lead);

  /** The routing rules, in their order. */
  List<RoutingRule> routingRules();

  /** Empty when there is no such rule. */
  Optional<RoutingRule> findRoutingRule(UUID id);

  /** The scoring rules, by name. */
  List<ScoringRule> scoringRules();

  /** Empty when there is no such rule. */
  Optional<ScoringRule> findScoringRule(UUID id);

  /**
   * Which leads are asked for; what is empty does not narrow.
   *
   * @param campaign the campaign of their source
   * @param network the network of their source, {@code direct} for those of none
   * @param createdSince the first day, UTC, on which they may have come up
   * @param changedSince the first day, UTC, on which they may have changed last
   */
  record Filter(
      Optional<Lead.Stage> stage,
      Optional<UUID> campaign,
      Optional<String> network,
      Optional<LocalDate> createdSince,
      Optional<LocalDate> changedSince) {
    /** Of any day. */
    public Filter(Optional<Lead.Stage> stage, Optional<UUID> campaign, Optional<String> network) {
      this(stage, campaign, network, Optional.empty(), Optional.empty());
    }
  }
}
