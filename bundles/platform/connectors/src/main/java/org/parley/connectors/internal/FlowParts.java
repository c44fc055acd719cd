// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.parley.api.connectors.Proof;
import org.parley.api.connectors.Template;
import org.parley.connectors.internal.Signing.Leaving;
import org.parley.connectors.internal.Vendor.Reply;

/**
 * What the signing in of one account is made of.
 *
 * @param values of its settings, of its app and of the hub
 */
record FlowParts(Vendor vendor, Fillings values, AppKeys app, Nonces nonces) {
  Instant now() {
    return vendor.clock().instant();
  }

  String system() {
    return vendor.system();
  }

  URI address(Template template) {
    return template.address(values);
  }

  /** A request as it leaves on behalf of an account. */
  Leaving show(Proof proof, Held held, String method, URI address) {
    Fillings filled = values.and(held);
    if (proof instanceof Proof.Header header) {
      return new Leaving(address, Map.of(header.name(), header.value().fill(filled)));
    } else if (proof instanceof Proof.Basic basic) {
      String user = basic.user().fill(filled);
      return new Leaving(
          address, Map.of("Authorization", Shown.basic(user, basic.password().fill(filled))));
    } else if (proof instanceof Proof.Query query) {
      Map<String, String> parameter = Map.of(query.name(), query.value().fill(filled));
      return new Leaving(Vendor.with(address, parameter), Map.of());
    } else if (proof instanceof Proof.Dpop) {
      return new Leaving(address, Shown.dpop(held, method, address, this));
    }
    return new Leaving(address, Shown.oauth1(held, new Shown.Asked(method, address, ""), this));
  }

  /** Asks on behalf of an account; once more where the server wanted to see a nonce first. */
  Reply get(Proof proof, Held held, URI address) throws CallFailed {
    Reply first = once(proof, held, address);
    Optional<String> nonce = first.header("dpop-nonce");
    boolean learned = nonce.isPresent() && nonces.keep(address, nonce.get());
    return learned && first.status() == 401 ? once(proof, held, address) : first;
  }

  private Reply once(Proof proof, Held held, URI address) throws CallFailed {
    Leaving leaving = show(proof, held, "GET", address);
    return vendor.get(leaving.address(), leaving.headers());
  }
}
