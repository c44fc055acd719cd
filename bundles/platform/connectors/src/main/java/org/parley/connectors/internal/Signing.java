// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests at the moment when they leave, for only then method and address are final. The
 * messages of an account bear a ticket in place of a secret; whoever sends knows by it who signs.
 */
final class Signing {
  private static final String TICKET = "Parley-Ticket ";

  private final Map<String, Signer> signers = new ConcurrentHashMap<>();
  private final ThreadLocal<@Nullable Sent> last = new ThreadLocal<>();

  private record Sent(Signer signer, URI address) {}

  /** Who signs for an account. */
  interface Signer {
    /**
     * @param form parameters of the body that are signed along, form-encoded; empty for none
     */
    Leaving sign(String method, URI address, String form);

    /** A system wants to see this in further requests to it. */
    void heard(URI address, String nonce);
  }

  /** A request as it leaves. */
  record Leaving(URI address, Map<String, String> headers) {
    @Override
    public String toString() {
      return "Leaving[***]";
    }
  }

  /**
   * @return what the header {@code Authorization} of the account's messages holds
   */
  String admit(Signer signer) {
    String ticket = TICKET + Randoms.text();
    signers.put(ticket, signer);
    return ticket;
  }

  void dismiss(String ticket) {
    signers.remove(ticket);
  }

  static boolean isTicket(@Nullable String authorization) {
    return authorization != null && authorization.startsWith(TICKET);
  }

  /** Signs for the bearer of a ticket; empty when the account has none any longer. */
  Optional<Leaving> sign(String ticket, String method, URI address, String form) {
    Signer signer = signers.get(ticket);
    last.set(signer == null ? null : new Sent(signer, address));
    return Optional.ofNullable(signer).map(one -> one.sign(method, address, form));
  }

  /** What this thread has sent without a ticket is nobody's. */
  void sentUnsigned() {
    last.remove();
  }

  /** What this thread sent last was answered with a nonce. */
  void answered(String nonce) {
    Sent sent = last.get();
    if (sent != null) {
      sent.signer().heard(sent.address(), nonce);
    }
  }
}
