// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.parley.api.Secret;
import org.parley.api.accounts.Webhooks.Answer;
import org.parley.api.accounts.Webhooks.Call;
import org.parley.connector.Handshake;
import org.parley.connector.Handshake.Echo;
import org.parley.connector.Handshake.InBody;
import org.parley.connector.Handshake.Proof;
import org.parley.connector.Signature.Digest;
import org.parley.connector.Signature.Encoding;

/** Answers systems that make sure that the hub wants to be called. */
final class Handshakes {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Of no other shape, for the same key signs calls: anybody could have a body of theirs signed.
   */
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_+/.-]{1,200}={0,2}");

  private Handshakes() {}

  /**
   * What a call that asks by its address is answered; empty when it is none.
   *
   * @throws org.parley.api.ParleyException with fault {@code CREDENTIALS} when it asks for what
   *     nobody here wants
   */
  static Optional<Answer> byAddress(Handshake handshake, Call call) {
    if (handshake instanceof Echo echo) {
      return Optional.ofNullable(call.query().get(echo.challenge()))
          .map(challenge -> echoed(echo, challenge, call));
    }
    if (handshake instanceof Proof proof) {
      return Optional.ofNullable(call.query().get(proof.challenge()))
          .map(challenge -> proven(proof, challenge));
    }
    return Optional.empty();
  }

  /** What a call that asks by its body is answered, once its signature is verified. */
  static Optional<Answer> byBody(Handshake handshake, InCall call) {
    if (!(handshake instanceof InBody asked)) {
      return Optional.empty();
    }
    JsonNode tree = call.tree();
    return tree.path(asked.when()).asText().equals(asked.is())
        ? Optional.of(
            Answer.json(
                JSON.createObjectNode()
                    .put(asked.challenge(), tree.path(asked.challenge()).asText())
                    .toString()))
        : Optional.empty();
  }

  /** For how long the system says that it will call. */
  static Optional<Duration> lease(Handshake handshake, Call call) {
    return handshake instanceof Echo echo
        ? echo.lease()
            .map(call.query()::get)
            .filter(seconds -> seconds.matches("\\d{1,9}"))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        : Optional.empty();
  }

  private static Answer echoed(Echo echo, String challenge, Call call) {
    for (Map.Entry<String, Secret> each : echo.expected().entrySet()) {
      byte[] expected = each.getValue().reveal().getBytes(UTF_8);
      byte[] given = call.query().getOrDefault(each.getKey(), "").getBytes(UTF_8);
      if (!MessageDigest.isEqual(expected, given)) {
        throw InCall.refused("Parameter '" + each.getKey() + "' is not what was agreed on");
      }
    }
    return Answer.text(challenge);
  }

  private static Answer proven(Proof proof, String challenge) {
    if (!CHALLENGE.matcher(challenge).matches()) {
      throw InCall.refused(
          "Parameter '%s' is no challenge: at most 200 letters, figures, '_', '+', '/', '.' and '-'"
              .formatted(proof.challenge()));
    }
    byte[] key = proof.key().reveal().getBytes(UTF_8);
    byte[] digest = Signatures.hmac(Digest.SHA256, key, challenge.getBytes(UTF_8));
    String written =
        proof.encoding() == Encoding.HEX
            ? HexFormat.of().formatHex(digest)
            : Base64.getEncoder().encodeToString(digest);
    ObjectNode answer = JSON.createObjectNode();
    proof.echo().ifPresent(field -> answer.put(field, challenge));
    answer.put(proof.answer(), proof.prefix() + written);
    return Answer.json(answer.toString());
  }
}
