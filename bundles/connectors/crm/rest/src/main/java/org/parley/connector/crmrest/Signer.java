// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.crmrest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.parley.api.Secret;

/** Signs what goes out as the Standard Webhooks specification says. */
final class Signer {
  static final String ID = "webhook-id";
  private static final String PREFIX = "whsec_";

  private final Secret secret;

  Signer(@Nullable Secret secret) {
    this.secret = requireNonNull(secret);
  }

  Secret secret() {
    return secret;
  }

  void sign(Exchange exchange) throws GeneralSecurityException {
    Message message = exchange.getMessage();
    byte[] body = message.getBody(byte[].class);
    String timestamp = String.valueOf(Instant.now().getEpochSecond());
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key(), "HmacSHA256"));
    mac.update((message.getHeader(ID, String.class) + "." + timestamp + ".").getBytes(UTF_8));
    message.setBody(body);
    message.setHeader("webhook-timestamp", timestamp);
    message.setHeader(
        "webhook-signature", "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)));
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    message.setHeader(Exchange.HTTP_METHOD, "POST");
  }

  /** Base64 as the specification has it; any other text is taken as it is. */
  private byte[] key() {
    String text = secret.reveal();
    try {
      return Base64.getDecoder()
          .decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
    } catch (IllegalArgumentException e) {
      return text.getBytes(UTF_8);
    }
  }
}
