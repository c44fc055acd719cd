// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.net.URI;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Where a person sees and changes what he or she has agreed to; for whoever writes to people. */
@ProviderType
public interface PreferencePage {
  /** The parameter of the page's address that names the purpose to withdraw consent for. */
  String UNSUBSCRIBE = "unsubscribe";

  /**
   * The person's own page. Whoever holds the address may use it, so it goes to that person alone.
   */
  URI addressFor(UUID profile);

  /** The address that withdraws consent for one purpose at a single POST (RFC 8058). */
  URI unsubscribeAddressFor(UUID profile, String purpose);
}
