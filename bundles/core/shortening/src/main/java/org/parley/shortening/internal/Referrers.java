// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Tells from the address of a page on which host it is. */
final class Referrers {
  private static final int LONGEST_HOST = 253;
  private static final int LONGEST_KEPT = 512;

  private final Cache<String, Optional<String>> known =
      Caffeine.newBuilder().maximumSize(4096).executor(Runnable::run).build();

  /** Empty where the address is none. Few pages send most visitors, so theirs are remembered. */
  Optional<String> host(String page) {
    return page.length() <= LONGEST_KEPT ? known.get(page, Referrers::read) : read(page);
  }

  private static Optional<String> read(String page) {
    try {
      return Optional.ofNullable(URI.create(page).getHost())
          .map(host -> host.toLowerCase(Locale.ROOT))
          .filter(host -> host.length() <= LONGEST_HOST);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
