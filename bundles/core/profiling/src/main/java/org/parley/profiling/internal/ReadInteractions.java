// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.interactions.Interaction;
import org.parley.api.interactions.NewInteraction;
import org.parley.api.interactions.NewInteraction.NewIdentifier;
import org.parley.api.interactions.NewInteractions;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.api.security.Caller;

/** Reads what a program hands in; refuses it whole and naming all that is wrong. */
final class ReadInteractions {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final Normalizer normalizer;
  private final InstantSource clock;

  ReadInteractions(Normalizer normalizer, InstantSource clock) {
    this.normalizer = normalizer;
    this.clock = clock;
  }

  List<BusRecord> read(NewInteractions input, Caller by) {
    Findings findings = new Findings();
    Instant now = clock.instant();
    List<BusRecord> records = new ArrayList<>();
    int index = 0;
    for (NewInteraction each : present(input.interactions())) {
      Place place = new Place("interactions[" + index++ + "]", findings);
      records.add(Collected.record(interaction(each, by, now, place)));
    }
    findings.refuse();
    return records;
  }

  private Interaction interaction(NewInteraction input, Caller by, Instant now, Place place) {
    String type = Collected.type(input.type(), place);
    Instant at = input.at() == null ? now : input.at();
    if (at.isAfter(now.plus(TOLERANCE))) {
      place.add("at", "'" + at + "' lies in the future");
    }
    UUID id = Collected.id(input.id(), by.id().toString()).orElseGet(() -> Ids.next(now));
    return new Interaction(
        id,
        type,
        at,
        identifiers(input, place),
        Origin.NONE,
        FlatData.of(input.data(), place.path() + ".data", place.findings()));
  }

  private List<Identifier> identifiers(NewInteraction input, Place place) {
    List<Identifier> identifiers = new ArrayList<>();
    int index = 0;
    for (NewIdentifier each : present(input.identifiers())) {
      Place at = new Place(place.path() + ".identifiers[" + index++ + "]", place.findings());
      identifier(each, at).ifPresent(identifiers::add);
    }
    return identifiers;
  }

  /**
   * A program that holds a key of ours is believed about whom it knows, unless it doubts itself.
   */
  private Optional<Identifier> identifier(NewIdentifier input, Place place) {
    if (input.kind() == null || input.value() == null) {
      place.add("", "kind and value are needed");
      return Optional.empty();
    }
    Kind kind = Kind.valueOf(input.kind().toUpperCase(Locale.ROOT));
    boolean verified = input.verified() == null || input.verified();
    Normal normal =
        normalizer.normalize(kind, input.value(), Optional.ofNullable(input.network()), verified);
    if (normal instanceof Normal.Bad bad) {
      place.add(bad.field(), bad.message());
      return Optional.empty();
    }
    return Optional.of(((Normal.Good) normal).pointer().toIdentifier());
  }

  private static <T> List<T> present(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
