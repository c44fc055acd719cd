// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.parley.declarative.internal.Step.Body;
import org.parley.declarative.internal.Step.Content;

/** Writes what a request carries. */
final class Bodies {
  private static final String MEDIA = "media";
  private static final String CHUNK = "chunk";

  private Bodies() {}

  static void put(Message message, Optional<Body> body, Conversation conversation) {
    message.setBody(null);
    if (body.isEmpty()) {
      return;
    }
    Content content = body.get().content();
    String boundary = UUID.randomUUID().toString();
    message.setBody(bytes(content, conversation, boundary));
    String type =
        body.get()
            .type()
            .flatMap(said -> said.fill(conversation.document()))
            .orElseGet(() -> usual(content, conversation, boundary));
    message.setHeader(Exchange.CONTENT_TYPE, type);
  }

  private static byte[] bytes(Content content, Conversation conversation, String boundary) {
    Map<String, Object> document = conversation.document();
    if (content instanceof Step.Json json) {
      Object tree =
          json.tree()
              .evaluate(document)
              .orElseThrow(
                  () -> new IllegalStateException("Body '" + json.tree() + "' is nothing"));
      return Json.write(tree).getBytes(UTF_8);
    }
    if (content instanceof Step.Form form) {
      return form(form.fields(), document).getBytes(UTF_8);
    }
    if (content instanceof Step.Multipart multipart) {
      return multipart(multipart.parts(), conversation, boundary);
    }
    if (content instanceof Step.Bytes bytes) {
      return file(bytes.of(), conversation);
    }
    return ((Step.Text) content).text().fill(document).orElse("").getBytes(UTF_8);
  }

  private static String usual(Content content, Conversation conversation, String boundary) {
    if (content instanceof Step.Json) {
      return "application/json";
    }
    if (content instanceof Step.Form) {
      return "application/x-www-form-urlencoded";
    }
    if (content instanceof Step.Multipart) {
      return "multipart/form-data; boundary=" + boundary;
    }
    return content instanceof Step.Bytes ? typeOf(conversation) : "text/plain; charset=utf-8";
  }

  private static String form(Map<String, Template> fields, Map<String, Object> document) {
    StringJoiner written = new StringJoiner("&");
    fields.forEach(
        (name, value) ->
            value
                .fill(document)
                .ifPresent(text -> written.add(Asking.escape(name) + "=" + Asking.escape(text))));
    return written.toString();
  }

  private static byte[] multipart(
      Map<String, Template> parts, Conversation conversation, String boundary) {
    var written = new ByteArrayOutputStream();
    parts.forEach(
        (name, value) -> {
          String said = value.toString();
          String head =
              "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
          if (said.equals(MEDIA) || said.equals(CHUNK)) {
            String file = "; filename=\"" + field(conversation, "name").orElse("file") + "\"\r\n";
            write(written, head + file + "Content-Type: " + typeOf(conversation) + "\r\n\r\n");
            written.writeBytes(file(said, conversation));
            write(written, "\r\n");
          } else {
            value
                .fill(conversation.document())
                .ifPresent(text -> write(written, head + "\r\n\r\n" + text + "\r\n"));
          }
        });
    write(written, "--" + boundary + "--\r\n");
    return written.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(UTF_8));
  }

  private static byte[] file(String which, Conversation conversation) {
    return which.equals(CHUNK) ? conversation.chunk() : conversation.file();
  }

  private static String typeOf(Conversation conversation) {
    return field(conversation, "type").orElse("application/octet-stream");
  }

  private static Optional<String> field(Conversation conversation, String name) {
    @Nullable Object media = conversation.document().get(MEDIA);
    return media instanceof Map<?, ?> fields
        ? Optional.ofNullable(fields.get(name)).map(Object::toString)
        : Optional.empty();
  }
}
