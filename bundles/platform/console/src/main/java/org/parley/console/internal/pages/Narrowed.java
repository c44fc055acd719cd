// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Piece.Kept;

/**
 * What an address narrows a list by beyond its filter row: what the figure counted that led here.
 */
final class Narrowed {
  private final Visit visit;
  private final List<Kept> kept = new ArrayList<>();

  Narrowed(Visit visit) {
    this.visit = visit;
  }

  Optional<UUID> campaign() {
    Optional<UUID> campaign = visit.text("campaign").map(Visit::uuid);
    campaign.ifPresent(id -> keep("campaign", id.toString(), visit.say("narrowed.campaign")));
    return campaign;
  }

  Optional<String> network() {
    Optional<String> network = visit.text("network");
    network.ifPresent(
        id -> keep("network", id, visit.say("narrowed.network", Networks.name(visit, id))));
    return network;
  }

  /**
   * @param words the key of what it means, with the day for {@code {0}}
   */
  Optional<LocalDate> since(String name, String words) {
    Optional<LocalDate> since = visit.text(name).flatMap(Narrowed::day);
    since.ifPresent(day -> keep(name, day.toString(), visit.say(words, visit.written().day(day))));
    return since;
  }

  /** All that was asked for so far. */
  List<Kept> kept() {
    return List.copyOf(kept);
  }

  private void keep(String name, String value, String text) {
    kept.add(new Kept(name, value, text));
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text))
          .filter(day -> day.getYear() < 10_000 && day.getYear() > 0);
    } catch (DateTimeParseException malformed) {
      return Optional.empty();
    }
  }
}
