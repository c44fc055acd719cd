// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.api.InvalidInput;
import org.parley.api.Violation;

/**
 * Reads a body into an input record, so that a refusal names every bad field: first the tree is
 * read and all its faults are collected, then the record's constraints are checked.
 */
public final class InputReader {
  private final JsonMapper mapper;
  private final Validator validator;
  private final Map<Class<?>, RecordShape> shapes = new ConcurrentHashMap<>();

  public InputReader(JsonMapper mapper, Validator validator) {
    this.mapper = mapper;
    this.validator = validator;
  }

  /**
   * @throws Refused when the body is no JSON text
   * @throws InvalidInput naming every bad field, or the first hundred and that there are more
   */
  public <T extends Record> T read(byte[] body, Class<T> type) {
    List<Violation> faults = new ArrayList<>();
    Object input = new TreeReader(this::shape, faults).read(tree(body), type);
    if (type.isInstance(input)) {
      addConstraints(type.cast(input), faults);
    }
    if (!faults.isEmpty() || !type.isInstance(input)) {
      throw new InvalidInput(first(faults));
    }
    return type.cast(input);
  }

  private RecordShape shape(Class<?> type) {
    return shapes.computeIfAbsent(type, RecordShape::of);
  }

  private static List<Violation> first(List<Violation> faults) {
    if (faults.size() < TreeReader.MOST_FAULTS) {
      return faults;
    }
    List<Violation> first = new ArrayList<>(faults.subList(0, TreeReader.MOST_FAULTS));
    first.add(new Violation("", "has more faults than these"));
    return first;
  }

  private JsonNode tree(byte[] body) {
    try {
      JsonNode tree = mapper.readTree(text(body));
      if (tree.isMissingNode()) {
        throw new Refused(400, "The body is empty; a JSON object is expected");
      }
      return tree;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new Refused(
          400,
          "The body is not valid JSON at line %d, column %d: %s"
              .formatted(
                  at == null ? 0 : at.getLineNr(),
                  at == null ? 0 : at.getColumnNr(),
                  e.getOriginalMessage()));
    }
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new Refused(400, "The body is not valid UTF-8");
    }
  }

  private <T> void addConstraints(T input, List<Violation> faults) {
    List<String> known = faults.stream().map(Violation::path).toList();
    validator.validate(input).stream()
        .map(InputReader::violation)
        .filter(violation -> known.stream().noneMatch(path -> isWithin(path, violation.path())))
        .sorted(java.util.Comparator.comparing(Violation::path).thenComparing(Violation::message))
        .forEach(faults::add);
  }

  /** Whether a field is the other one or a part of it; what lacks a bad part is not bad itself. */
  private static boolean isWithin(String path, String whole) {
    return path.equals(whole) || path.startsWith(whole + "[") || path.startsWith(whole + ".");
  }

  private static Violation violation(ConstraintViolation<?> found) {
    var path = new StringBuilder();
    for (Path.Node node : found.getPropertyPath()) {
      if (node.isInIterable()) {
        Object place = node.getIndex() == null ? node.getKey() : node.getIndex();
        path.append('[').append(place == null ? "" : FieldPath.step(place.toString())).append(']');
      }
      String name = node.getName();
      if (name != null && !name.startsWith("<")) {
        path.append(path.isEmpty() ? "" : ".").append(name);
      }
    }
    return new Violation(path.toString(), found.getMessage());
  }
}
