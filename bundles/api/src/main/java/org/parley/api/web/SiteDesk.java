// SPDX-License-Identifier: Apache-2.0
package org.parley.api.web;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** The registered sites, for the edge alone. Called from any thread. */
@ProviderType
public interface SiteDesk {
  /** All sites, by origin. */
  List<Site> list();

  /**
   * Registers a site: its pages may send to {@code /t} at once, from other hubs within seconds.
   *
   * @throws org.parley.api.InvalidInput when the origin is none
   * @throws org.parley.api.Conflict when it is registered already
   */
  Site register(NewSite site);

  /**
   * Removes a site; what its pages have reported stays.
   *
   * @throws org.parley.api.NotFound when there is no such site
   */
  void remove(UUID id);

  /** The public address of the tracking script, for the pages of the sites. */
  URI script();
}
