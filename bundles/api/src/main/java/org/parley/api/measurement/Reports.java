// SPDX-License-Identifier: Apache-2.0
package org.parley.api.measurement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.PageRequest;
import org.parley.api.Paged;

/** The figures that are asked for. They follow the bus, so they lag by what it lags. */
@ProviderType
public interface Reports {
  /** The report of a campaign; empty when none of this id was ever set up. */
  Optional<CampaignReport> findCampaign(UUID campaign);

  /** The reports of all campaigns, the youngest first. */
  Paged<CampaignReport> campaigns(PageRequest page);

  /**
   * Day by day from {@code from} on, by day and network; days on which nothing happened are
   * missing.
   */
  List<DayFigures> daily(LocalDate from);
}
