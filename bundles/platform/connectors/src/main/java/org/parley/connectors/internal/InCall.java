// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Webhooks.Call;
import org.parley.connector.Place;
import org.parley.connector.Webhook;

/** Finds what stands in a call. */
final class InCall {
  private static final JsonMapper JSON = new JsonMapper();

  private final String hook;
  private final Call call;
  private @Nullable JsonNode tree;

  /**
   * @param hook the address that the system was told to call
   */
  InCall(String hook, Call call) {
    this.hook = hook;
    this.call = call;
  }

  Call call() {
    return call;
  }

  /** The whole address as the system has it; what a proxy made of it is not what was signed. */
  String url() {
    return call.search().isEmpty() ? hook : hook + "?" + call.search();
  }

  /**
   * What stands there.
   *
   * @throws ParleyException with fault {@code CREDENTIALS} when nothing does
   */
  String get(Place place) {
    return all(place).get(0);
  }

  /**
   * The same where several may stand, as while a key is changed.
   *
   * @throws ParleyException with fault {@code CREDENTIALS} when nothing does
   */
  List<String> all(Place place) {
    Optional<String> whole = whole(place);
    List<String> found =
        place
            .field()
            .map(field -> whole.stream().flatMap(list -> values(list, field)).toList())
            .orElseGet(() -> whole.stream().toList());
    if (found.isEmpty()) {
      String field = place.field().map(name -> "'s part '" + name + "'").orElse("");
      String where = place.in() == Place.In.HEADER ? "Header" : "Parameter";
      throw refused("%s '%s'%s is missing".formatted(where, place.name(), field));
    }
    return found;
  }

  /** The body as JSON; nothing where it is none. */
  JsonNode tree() {
    if (tree == null) {
      tree = read(call.body());
    }
    return tree;
  }

  /** The fields of a form, by name. */
  Map<String, String> form() {
    try {
      return new TreeMap<>(new Webhook(Map.of(), Utf8.decode(call.body()), Instant.EPOCH).form());
    } catch (IllegalArgumentException e) {
      throw refused("The body is no form: " + e.getMessage());
    }
  }

  private Optional<String> whole(Place place) {
    return switch (place.in()) {
      case HEADER -> Optional.ofNullable(call.headers().get(place.name()));
      case QUERY -> Optional.ofNullable(call.query().get(place.name()));
      case BODY -> inBody(place.name());
    };
  }

  private Optional<String> inBody(String name) {
    if (!name.startsWith("/")) {
      return Optional.ofNullable(form().get(name));
    }
    JsonNode node = tree().at(name);
    return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
  }

  private static Stream<String> values(String list, String field) {
    return Stream.of(list.split("[,;]"))
        .map(String::strip)
        .filter(part -> part.startsWith(field + "="))
        .map(part -> part.substring(field.length() + 1));
  }

  private static JsonNode read(byte[] body) {
    try {
      JsonNode read = JSON.readTree(body);
      return read == null ? MissingNode.getInstance() : read;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  static ParleyException refused(String message) {
    return new ParleyException(Fault.CREDENTIALS, message);
  }
}
