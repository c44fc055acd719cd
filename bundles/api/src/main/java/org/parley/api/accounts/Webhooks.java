// SPDX-License-Identifier: Apache-2.0
package org.parley.api.accounts;

import java.util.Map;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Where calls by connected systems go, from {@code POST /hooks/{account}}. */
@ProviderType
public interface Webhooks {
  /**
   * Takes one call. When it returns, what the call told is durable; told twice, it is kept once.
   *
   * @param account the last part of the path
   * @param headers with their names in lower case
   * @param body the very bytes that came, over which the signature goes
   * @throws org.parley.api.NotFound when no such account listens
   * @throws org.parley.api.ParleyException with fault {@code CREDENTIALS} when the signature is
   *     missing, wrong or too old
   * @throws org.parley.api.InvalidInput when the connector does not understand the body
   * @throws org.parley.api.Busy when it cannot be taken at this moment
   */
  void receive(UUID account, Map<String, String> headers, byte[] body);
}
