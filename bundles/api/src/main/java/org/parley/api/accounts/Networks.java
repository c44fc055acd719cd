// SPDX-License-Identifier: Apache-2.0
package org.parley.api.accounts;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.Violation;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Capability;

/** What the network behind an account allows, for those who write for it. */
@ProviderType
public interface Networks {
  /**
   * The rules for teasers on an account; empty when there is no such account or its system
   * publishes nothing.
   */
  Optional<TeaserRules> rulesFor(UUID account);

  /** Whether the system behind an account can do something; false when there is no such account. */
  default boolean can(UUID account, Capability capability) {
    return false;
  }

  /** One network's rules for teasers. */
  interface TeaserRules {
    /** Whether it shows a card for the link, so that the text need not hold it. */
    boolean showsCards();

    /** The most that a text may measure, in the unit that the network counts. */
    int most();

    /** What a text measures as that network counts. */
    int length(String text);

    /** Everything for which the network would refuse the teaser; empty when it would take it. */
    List<Violation> check(Teaser teaser);
  }
}
