// SPDX-License-Identifier: Apache-2.0
package org.parley.api.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request for a public page.
 *
 * @param method what is asked; a HEAD arrives as a GET
 * @param path what follows the page's prefix, decoded, without a leading slash; empty for the
 *     prefix alone
 * @param query the parameters of the address
 * @param form the fields of a posted form; empty for a GET
 * @param headers the request's headers with their names in lower case: user-agent, accept-language,
 *     referer, dnt and sec-gpc
 * @param address the visitor's network address
 * @param visitorKey the visitor's first-party key, when the browser sent one and neither DNT nor
 *     GPC forbids its use
 * @param publicUrl the hub's own address, without a trailing slash
 * @param nonce what a script or style element of the answer must carry to be run
 * @param at when it came
 */
public record PageVisit(
    Method method,
    String path,
    Map<String, List<String>> query,
    Map<String, List<String>> form,
    Map<String, String> headers,
    String address,
    Optional<String> visitorKey,
    URI publicUrl,
    String nonce,
    Instant at) {
  public PageVisit {
    query = Map.copyOf(query);
    form = Map.copyOf(form);
    headers = Map.copyOf(headers);
  }

  /** The first value of a parameter of the address. */
  public Optional<String> queried(String name) {
    return query.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The first value of a posted field. */
  public Optional<String> posted(String name) {
    return form.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** What may be asked of a page. */
  public enum Method {
    GET,
    POST
  }
}
