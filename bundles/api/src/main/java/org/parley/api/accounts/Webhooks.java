// SPDX-License-Identifier: Apache-2.0
package org.parley.api.accounts;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Where calls by connected systems go, from {@code /hooks/{account}}. */
@ProviderType
public interface Webhooks {
  /**
   * Takes one call. When it returns, what the call told is durable; told twice, it is kept once.
   *
   * @param account the last part of the path
   * @throws org.parley.api.NotFound when no such account listens
   * @throws org.parley.api.ParleyException with fault {@code CREDENTIALS} when the signature is
   *     missing, wrong or too old, or nobody here knows of the subscription
   * @throws org.parley.api.InvalidInput when the connector does not understand the body
   * @throws org.parley.api.Busy when it cannot be taken at this moment
   */
  Answer receive(UUID account, Call call);

  /** Takes a call whose address does not matter. */
  default Answer receive(UUID account, Map<String, String> headers, byte[] body) {
    return receive(account, new Call("POST", "", Map.of(), headers, body));
  }

  /**
   * What came.
   *
   * @param method of HTTP
   * @param search what stands behind the question mark of the address, as it came; empty without
   * @param query the parameters in it; of one that comes again the first
   * @param headers with their names in lower case
   * @param body the very bytes that came, over which the signature goes
   */
  record Call(
      String method,
      String search,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body) {
    public Call {
      requireNonNull(method);
      requireNonNull(search);
      query = Map.copyOf(query);
      headers = Map.copyOf(headers);
      requireNonNull(body);
    }
  }

  /**
   * What goes back.
   *
   * @param type the media type of the body
   * @param body what the system wants to read; empty when it only wants to be heard
   */
  record Answer(String type, Optional<String> body) {
    /** It was heard. */
    public static final Answer HEARD = new Answer("", Optional.empty());

    public Answer {
      requireNonNull(type);
      requireNonNull(body);
    }

    public static Answer text(String body) {
      return new Answer("text/plain", Optional.of(body));
    }

    public static Answer json(String body) {
      return new Answer("application/json", Optional.of(body));
    }
  }
}
