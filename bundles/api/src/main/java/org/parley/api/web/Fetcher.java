// SPDX-License-Identifier: Apache-2.0
package org.parley.api.web;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads addresses that somebody outside has named: feeds, pages, pictures. Private, loopback,
 * link-local and otherwise special addresses are refused unless the setting {@code fetch.allow}
 * lists them; checked after name resolution, on the very address that is connected to, and again at
 * each redirect.
 */
@ProviderType
public interface Fetcher {
  /**
   * Fetches an address with GET, following up to five redirects. Blocks.
   *
   * @throws org.parley.api.InvalidInput when the address may not be fetched; its path is {@code
   *     address}
   * @throws org.parley.api.ParleyException with fault {@code REMOTE} when the other side cannot be
   *     reached, is too slow or sends too much
   */
  Fetched fetch(Wanted wanted);

  /**
   * Checks an address without fetching it, for telling a person at once.
   *
   * @throws org.parley.api.InvalidInput when it may not be fetched; its path is {@code address}
   */
  void check(URI address);

  /**
   * What to fetch.
   *
   * @param address http or https
   * @param headers to send along, such as {@code if-none-match}
   * @param mostBytes the largest body that is taken
   * @param within the time for all of it
   */
  record Wanted(URI address, Map<String, String> headers, int mostBytes, Duration within) {
    public Wanted {
      requireNonNull(address);
      headers = Map.copyOf(headers);
    }

    /** An address with bounds that fit a page or a feed: 5 MiB and 20 seconds. */
    public static Wanted of(URI address) {
      return new Wanted(address, Map.of(), 5 << 20, Duration.ofSeconds(20));
    }
  }

  /**
   * What came back.
   *
   * @param address where it was in the end
   * @param status of HTTP, never a redirect that could be followed
   * @param headers with their names in lower case
   */
  record Fetched(URI address, int status, Map<String, List<String>> headers, byte[] body) {
    public Fetched {
      headers = Map.copyOf(headers);
    }

    /** The first value of a header. */
    public Optional<String> header(String lowerCaseName) {
      return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
    }
  }
}
