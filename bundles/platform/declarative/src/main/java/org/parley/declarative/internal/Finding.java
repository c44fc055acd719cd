// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.parley.api.bus.RecordData;
import org.parley.api.connectors.Capability;
import org.parley.connector.Found;

/** Reads what a system told. */
final class Finding {
  private static final String ITEM = "item";

  /** What a find is about unless the manifest says otherwise: a field of its record. */
  private static final Map<Capability, String> ABOUT =
      Map.of(Capability.CRM_CHANGES, "lead", Capability.MAIL_EVENTS, "mail");

  private final Capability source;
  private final List<Manifest.Finds> tells;
  private final UUID account;
  private final String network;

  /**
   * @param network the connector's id
   */
  Finding(Capability source, List<Manifest.Finds> tells, UUID account, String network) {
    this.source = source;
    this.tells = List.copyOf(tells);
    this.account = account;
    this.network = network;
  }

  /** What is read, for a person. */
  String words() {
    return tells.stream()
        .map(finds -> "'" + finds.list() + "'")
        .collect(Collectors.joining(" and "));
  }

  /**
   * What stands in a document.
   *
   * @param now the time of what has none
   * @throws IllegalStateException when there is no list at all
   * @throws org.parley.api.InvalidInput when a find cannot be read, naming its fields
   */
  List<Found> in(Map<String, Object> document, Instant now) {
    Map<String, Object> seen = new LinkedHashMap<>(document);
    List<Found> found = new ArrayList<>();
    for (Manifest.Finds finds : tells) {
      for (Object item : finds.list().list(document)) {
        seen.put(ITEM, item);
        if (finds.where().map(condition -> condition.holds(seen)).orElse(true)) {
          found.add(one(finds, seen, now));
        }
      }
    }
    return found;
  }

  private Found one(Manifest.Finds finds, Map<String, Object> seen, Instant now) {
    Map<String, Object> values = new LinkedHashMap<>();
    finds
        .record()
        .forEach((field, value) -> value.evaluate(seen).ifPresent(is -> values.put(field, is)));
    values.put("account", account.toString());
    values.put("network", network);
    RecordData data = finds.reader().read(values, now);
    return new Found(word(finds.key(), seen), about(finds, seen, values), data);
  }

  private String about(Manifest.Finds finds, Map<String, Object> seen, Map<String, Object> values) {
    return finds
        .about()
        .map(about -> word(about, seen))
        .orElseGet(
            () ->
                Optional.ofNullable(ABOUT.get(source))
                    .map(values::get)
                    .map(Template::word)
                    .orElse(account.toString()));
  }

  private static String word(Expression expression, Map<String, Object> seen) {
    return expression
        .evaluate(seen)
        .map(Template::word)
        .orElseThrow(() -> new IllegalStateException("A find has no '" + expression + "'"));
  }
}
