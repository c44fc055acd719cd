// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.parley.api.Secret;
import org.parley.connector.Handshake;
import org.parley.connector.Hook;
import org.parley.connector.Signature;

/**
 * Reads how a system calls the hub. Keys are settings, so what is read is complete only for an
 * account.
 */
final class ReadHook {
  private static final String BODY = "{body}";

  private final Function<Template, String> settings;

  /**
   * @param settings fills texts with those of an account
   */
  ReadHook(Function<Template, String> settings) {
    this.settings = settings;
  }

  Hook read(Part webhook) {
    Map.Entry<String, Part> way = only(webhook.get("signature"));
    Signature signature = signature(way.getKey(), way.getValue());
    Handshake handshake =
        webhook
            .find("handshake")
            .map(ReadHook::only)
            .map(asks -> handshake(asks.getKey(), asks.getValue()))
            .orElse(Handshake.none());
    return new Hook(signature, handshake, webhook.isTrue("prompt"));
  }

  private static Map.Entry<String, Part> only(Part part) {
    return part.fields().entrySet().iterator().next();
  }

  private Signature signature(String way, Part part) {
    return switch (way) {
      case "hub" -> Signature.hub(secret(part, "key"));
      case "webSub" -> Signature.webSub(secret(part, "key"));
      case "standard" -> Signature.standard(secret(part, "key"));
      case "basic" -> Signature.basic(text(part, "user"), secret(part, "password"));
      case "shared" -> new Signature.Shared(secret(part, "secret"), place(part));
      case "sns" -> new Signature.Sns(text(part, "topic"));
      case "publicKey" ->
          new Signature.Asymmetric(
              text(part, "key"),
              Words.constant(Signature.Scheme.class, part.getText("scheme")),
              part.findText("signed").orElse("{time}" + BODY),
              place(part),
              place(part.get("time")));
      default -> hmac(part);
    };
  }

  private Signature hmac(Part part) {
    return new Signature.Hmac(
        secret(part, "key"),
        constant(part, "digest", Signature.Digest.SHA256),
        constant(part, "encoding", Signature.Encoding.HEX),
        part.findText("signed").orElse(BODY),
        place(part),
        part.find("time").map(ReadHook::place),
        part.find("id").map(ReadHook::place));
  }

  private Handshake handshake(String way, Part part) {
    return switch (way) {
      case "hub" -> Handshake.hub(secret(part, "token"));
      case "webSub" -> Handshake.webSub(text(part, "topic"));
      case "echo" ->
          new Handshake.Echo(
              part.getText("challenge"), secrets(part, "expected"), part.findText("lease"));
      case "inBody" ->
          new Handshake.InBody(part.getText("challenge"), part.getText("when"), part.getText("is"));
      default ->
          new Handshake.Proof(
              part.getText("challenge"),
              secret(part, "key"),
              constant(part, "encoding", Signature.Encoding.HEX),
              part.findText("prefix").orElse(""),
              part.getText("answer"),
              part.findText("echo"));
    };
  }

  /** The first of header, query and body that is given. */
  private static org.parley.connector.Place place(Part part) {
    for (String in : List.of("header", "query", "body")) {
      Optional<String> name = part.findText(in);
      if (name.isPresent()) {
        var where = Words.constant(org.parley.connector.Place.In.class, in);
        return new org.parley.connector.Place(where, name.get(), part.findText("field"));
      }
    }
    throw new IllegalStateException(part.place() + " names no header, query or body");
  }

  private static <E extends Enum<E>> E constant(Part part, String name, E usual) {
    return part.findText(name)
        .map(word -> Words.constant(usual.getDeclaringClass(), word))
        .orElse(usual);
  }

  private Map<String, Secret> secrets(Part part, String name) {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    part.group(name)
        .forEach(
            (field, value) ->
                secrets.put(field, new Secret(settings.apply(Words.template(value)))));
    return secrets;
  }

  private Secret secret(Part part, String name) {
    return new Secret(text(part, name));
  }

  private String text(Part part, String name) {
    return settings.apply(Words.template(part.get(name)));
  }
}
