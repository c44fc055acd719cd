// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.parley.api.security.Witness.Deed;

/** What the audit log says of a call: what was done, to what, and what the caller called it. */
final class Told {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** What of a body says briefly what was asked for, and is neither secret nor long. */
  private static final List<String> TELLING =
      List.of("name", "title", "slug", "origin", "state", "paused", "enabled", "won", "owner");

  private final Operation.Match match;
  private final Call call;

  Told(Operation.Match match, Call call) {
    this.match = match;
    this.call = call;
  }

  Deed of(Answer answer) {
    return new Deed(match.operation().deed(), subject(answer), detail());
  }

  /** What was made, or else what the address names last. */
  private String subject(Answer answer) {
    String location = answer.headers().getOrDefault("Location", "");
    String made = location.substring(location.lastIndexOf('/') + 1);
    boolean word = match.operation().path().endsWith("/" + made);
    return made.isEmpty() || (word && !match.path().isEmpty()) ? last(match.path()) : made;
  }

  private String last(Map<String, String> parts) {
    String path = match.operation().path();
    return parts.entrySet().stream()
        .max(Comparator.comparingInt(part -> path.indexOf("{" + part.getKey() + "}")))
        .map(Map.Entry::getValue)
        .orElse("");
  }

  private String detail() {
    JsonNode body = body();
    return TELLING.stream()
        .filter(name -> body.path(name).isValueNode() && !body.path(name).isNull())
        .map(name -> name + " " + body.path(name).asText())
        .collect(Collectors.joining(", "));
  }

  private JsonNode body() {
    try {
      return MAPPER.readTree(call.sent());
    } catch (IOException e) {
      throw new UncheckedIOException("The body was read before", e);
    }
  }
}
