// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.parley.api.accounts.Webhooks.Call;
import org.parley.connector.Place;
import org.parley.connector.Signature;
import org.parley.connector.Signature.Digest;
import org.parley.connector.Signature.Hmac;
import org.parley.connector.Signature.Shared;
import org.parley.connector.Signature.Standard;
import org.parley.connector.Webhook;
import org.parley.connectorkit.ConnectorContract.Unsigned;

/** Calls signed as their system signs them; written from the specifications, not from the hub. */
final class Signed {
  private static final String PREFIX = "whsec_";
  private static final Pattern PART = Pattern.compile("\\{(\\w+)}");

  private final Unsigned call;
  private final Map<String, String> headers = new TreeMap<>();
  private final Map<String, String> query = new TreeMap<>();

  private Signed(Unsigned call) {
    this.call = call;
  }

  /** A call that bears its proof. */
  static Call by(Signature signature, Unsigned call) throws GeneralSecurityException {
    var signed = new Signed(call);
    if (signature instanceof Hmac hmac) {
      signed.hmac(hmac);
    } else if (signature instanceof Standard standard) {
      signed.standard(standard);
    } else if (signature instanceof Shared shared) {
      signed.put(shared.place(), shared.secret().reveal());
    } else {
      throw cannot(signature.getClass().getSimpleName());
    }
    return signed.call();
  }

  /** A call that bears none. */
  static Call none(Unsigned call) {
    return new Signed(call).call();
  }

  /** Time and id stand where they are signed along; an address is signed with all it holds. */
  private void hmac(Hmac hmac) throws GeneralSecurityException {
    hmac.time().ifPresent(place -> put(place, time()));
    hmac.id().ifPresent(place -> put(place, call.id()));
    byte[] key = hmac.key().reveal().getBytes(UTF_8);
    byte[] signed = filled(hmac.signed(), hmac.key().reveal()).getBytes(UTF_8);
    String written =
        switch (hmac.digest()) {
          case PLAIN_SHA256 ->
              written(hmac, MessageDigest.getInstance("SHA-256").digest(signed), call.id());
          case NAMED -> "sha256=" + written(hmac, digest(Digest.SHA256, key, signed), call.id());
          default -> written(hmac, digest(hmac.digest(), key, signed), call.id());
        };
    put(hmac.place(), written);
  }

  private static String written(Hmac hmac, byte[] digest, String id) {
    String hex = HexFormat.of().formatHex(digest);
    return switch (hmac.encoding()) {
      case HEX -> hex;
      case BASE64 -> Base64.getEncoder().encodeToString(digest);
      case BASE64_OF_ID_AND_HEX ->
          Base64.getEncoder().encodeToString((id + ":" + hex).getBytes(UTF_8));
    };
  }

  private void standard(Standard standard) throws GeneralSecurityException {
    byte[] signed = (call.id() + "." + time() + "." + call.body()).getBytes(UTF_8);
    byte[] digest = digest(Digest.SHA256, key(standard.key().reveal()), signed);
    headers.put("webhook-id", call.id());
    headers.put("webhook-timestamp", time());
    headers.put("webhook-signature", "v1," + Base64.getEncoder().encodeToString(digest));
  }

  private String time() {
    return String.valueOf(call.at().getEpochSecond());
  }

  private String filled(String template, String key) {
    Matcher part = PART.matcher(template);
    return part.replaceAll(
        found ->
            Matcher.quoteReplacement(
                switch (found.group(1)) {
                  case "body" -> call.body();
                  case "time" -> time();
                  case "id" -> call.id();
                  case "method" -> call().method();
                  case "url" -> search().isEmpty() ? call.url() : call.url() + "?" + search();
                  case "form" -> form();
                  case "key" -> key;
                  default -> throw cannot(found.group());
                }));
  }

  private String form() {
    Map<String, String> fields = new Webhook(Map.of(), call.body(), call.at()).form();
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(field -> field.getKey() + field.getValue())
            .collect(Collectors.joining());
  }

  private void put(Place place, String value) {
    String said = place.field().map(field -> field + "=" + value).orElse(value);
    switch (place.in()) {
      case HEADER -> headers.merge(place.name(), said, (before, more) -> before + "," + more);
      case QUERY -> query.merge(place.name(), said, (before, more) -> before + "," + more);
      case BODY -> throw cannot("what stands in the body");
    }
  }

  private Call call() {
    return new Call("POST", search(), query, headers, call.body().getBytes(UTF_8));
  }

  private String search() {
    return query.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static IllegalArgumentException cannot(String what) {
    return new IllegalArgumentException(
        "The kit cannot sign by '%s'; override sign".formatted(what));
  }

  private static byte[] key(String secret) {
    String text = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return secret.getBytes(UTF_8);
    }
  }

  private static byte[] digest(Digest digest, byte[] key, byte[] signed)
      throws GeneralSecurityException {
    String name = "Hmac" + digest.name();
    var mac = Mac.getInstance(name);
    mac.init(new SecretKeySpec(key, name));
    return mac.doFinal(signed);
  }
}
