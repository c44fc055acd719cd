// SPDX-License-Identifier: Apache-2.0
package org.parley.api.links;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Answers for short links: the hot path behind every {@code GET /{slug}}. */
@ProviderType
public interface Redirects {
  /**
   * Follows a short link.
   *
   * @return completes when the click, if one counts, is durable; with {@link org.parley.api.Busy}
   *     when it could not be recorded in time
   */
  CompletionStage<Answer> follow(Visit visit);

  /**
   * One request for a short link.
   *
   * @param host the host asked for, without port
   * @param slug the last part of the address
   * @param head whether only the headers were asked for; never counts
   * @param headers the request's headers with their names in lower case: user-agent,
   *     accept-language, referer, dnt, sec-gpc, purpose and sec-purpose
   * @param address the visitor's network address, used for the daily key and then forgotten
   * @param visitorKey the visitor's first-party key, when the browser sent one
   */
  record Visit(
      String host,
      String slug,
      boolean head,
      Map<String, String> headers,
      String address,
      Optional<String> visitorKey,
      Instant at) {
    public Visit {
      headers = Map.copyOf(headers);
    }
  }

  /** What to answer. */
  sealed interface Answer {
    /**
     * @param target where to send the browser
     */
    record Follow(URI target) implements Answer {}

    /** There was such a link; it has expired or was taken back. */
    record Gone() implements Answer {}

    /** There never was such a link. */
    record Unknown() implements Answer {}
  }
}
