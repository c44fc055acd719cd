// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A part of a manifest, and where it stands.
 *
 * @param text of a plain value, as it was written
 * @param fields of a part that has fields, in their order
 * @param names where the name of each field stands
 * @param items of a list
 */
record Part(
    Place place,
    Kind kind,
    String text,
    Map<String, Part> fields,
    Map<String, Place> names,
    List<Part> items) {
  Part {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    names = Map.copyOf(names);
    items = List.copyOf(items);
  }

  /** What a part is made of. */
  enum Kind {
    FIELDS("a group of fields", "object"),
    LIST("a list", "array"),
    TEXT("a text", "string"),
    WHOLE("a whole number", "integer"),
    FRACTION("a number", "number"),
    FLAG("true or false", "boolean"),
    NOTHING("empty", "null");

    private final String words;
    private final String schemaType;

    Kind(String words, String schemaType) {
      this.words = words;
      this.schemaType = schemaType;
    }

    String words() {
      return words;
    }

    /** What JSON schema calls it. */
    String schemaType() {
      return schemaType;
    }
  }

  static Part ofFields(Place place, Map<String, Part> fields, Map<String, Place> names) {
    return new Part(place, Kind.FIELDS, "", fields, names, List.of());
  }

  static Part ofItems(Place place, List<Part> items) {
    return new Part(place, Kind.LIST, "", Map.of(), Map.of(), items);
  }

  static Part ofValue(Place place, Kind kind, String text) {
    return new Part(place, kind, text, Map.of(), Map.of(), List.of());
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  Optional<Part> find(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** A field that the schema demands. */
  Part get(String name) {
    return find(name)
        .orElseThrow(() -> new NoSuchElementException(place + " has no '" + name + "'"));
  }

  Optional<String> findText(String name) {
    return find(name).map(Part::text);
  }

  String getText(String name) {
    return get(name).text();
  }

  boolean isTrue(String name) {
    return findText(name).filter("true"::equals).isPresent();
  }

  /** The items of a list; none where it was left out. */
  List<Part> list(String name) {
    return find(name).map(Part::items).orElse(List.of());
  }

  /** The fields of a part; none where it was left out. */
  Map<String, Part> group(String name) {
    return find(name).map(Part::fields).orElse(Map.of());
  }
}
