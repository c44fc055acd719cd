// SPDX-License-Identifier: Apache-2.0
package org.parley.api.interactions;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parley.api.bus.Personal;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Identifier;

/**
 * An immutable fact: somebody did something, there, then. The record's id on the bus is the
 * interaction's id, so a repeated one is stored once.
 *
 * @param id its identity
 * @param type what was done as {@code <noun>.<past participle>}, such as {@code page.viewed},
 *     {@code form.submitted}, {@code form.confirmed}, {@code purchase.made}
 * @param at when it was done
 * @param identifiers what points at the person, strongest or not; empty for an interaction that is
 *     counted and not remembered
 * @param origin what it came from, as far as known
 * @param data what else is known, as text by name
 */
public record Interaction(
    UUID id,
    String type,
    Instant at,
    List<Identifier> identifiers,
    Origin origin,
    @Personal Map<String, String> data)
    implements RecordData {
  /**
   * What names in {@link #data()} begin with that are attributes told by the person, such as {@code
   * profile.company}; profiling keeps them with the profile under the rest of the name.
   */
  public static final String ATTRIBUTE = "profile.";

  public Interaction {
    identifiers = List.copyOf(identifiers);
    data = Map.copyOf(data);
  }

  @Override
  public String topic() {
    return Topics.INTERACTIONS;
  }
}
