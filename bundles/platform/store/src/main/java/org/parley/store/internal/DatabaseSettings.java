// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.nio.file.Path;
import java.util.Optional;
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
  static final String DERBY = "jdbc:derby:";

  public DatabaseSettings {
    if (!url.startsWith(DERBY) && !url.startsWith("jdbc:postgresql:")) {
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

  /** The URL without what may follow it, where passwords have been seen. */
  String address() {
    return url.replaceFirst("[?;].*", "").replaceFirst("//[^/]*@", "//");
  }

  /** The folder of an embedded database on disk, empty for any other. */
  Optional<Path> folder() {
    String name = address().substring(dialect() == Dialect.DERBY ? DERBY.length() : 0);
    return dialect() == Dialect.DERBY && !name.startsWith("memory:")
        ? Optional.of(Path.of(name))
        : Optional.empty();
  }
}
