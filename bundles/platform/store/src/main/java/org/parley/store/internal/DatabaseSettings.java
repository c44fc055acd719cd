// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;

/**
 * Where the hub's data lies.
 *
 * @param url {@code jdbc:derby:…} or {@code jdbc:postgresql:…}
 * @param user empty for Derby's own default
 * @param poolSize how many connections there may be at once
 */
public record DatabaseSettings(String url, String user, Secret password, int poolSize) {
  public DatabaseSettings {
    if (!url.startsWith("jdbc:derby:") && !url.startsWith("jdbc:postgresql:")) {
      throw new ParleyException(
          Fault.SETTINGS,
          "Setting 'url' is '" + url + "'; only jdbc:derby: and jdbc:postgresql: are known");
    }
    if (poolSize < 2) {
      throw new ParleyException(
          Fault.SETTINGS, "Setting 'pool.size' is '" + poolSize + "'; the least is 2");
    }
  }

  Dialect dialect() {
    return Dialect.of(url);
  }
}
