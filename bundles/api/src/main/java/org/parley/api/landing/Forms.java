// SPDX-License-Identifier: Apache-2.0
package org.parley.api.landing;

import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.PageRequest;
import org.parley.api.Paged;

/** What other rooms and the edge may ask about forms. */
@ProviderType
public interface Forms {
  /** All forms, the youngest first. */
  Paged<Form> forms(PageRequest page);

  Optional<Form> find(UUID id);

  Optional<Form> findBySlug(String slug);

  /** How often a form was filled in, and how often that was confirmed. */
  Figures figures(UUID form);

  /**
   * @param submitted filled in, confirmed or not
   * @param confirmed confirmed by mail
   */
  record Figures(long submitted, long confirmed) {}
}
