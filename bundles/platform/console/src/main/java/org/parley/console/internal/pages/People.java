// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.parley.api.InvalidInput;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileDesk;
import org.parley.api.profiles.Timeline;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Tone;

/** How people and what they did are written. */
final class People {
  private static final int SHORT = 8;

  private People() {}

  static String name(Visit visit, Profile profile) {
    String told = profile.attributes().get("name");
    if (told != null && !told.isBlank()) {
      return told;
    }
    String id = profile.id().toString();
    return profile
        .email()
        .filter(email -> !email.isEmpty())
        .orElseGet(() -> visit.say("profiles.anonymous", id.substring(id.length() - SHORT)));
  }

  /**
   * The profile that somebody means by an id or an identifier.
   *
   * @throws InvalidInput when it is neither
   */
  static UUID meant(String text, Visit visit, ProfileDesk desk) {
    if (text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      return UUID.fromString(text);
    }
    List<Profile> found = text.contains(":") ? desk.findAll(text) : List.of();
    if (found.isEmpty()) {
      throw new InvalidInput("other", visit.say("merges.unknown"));
    }
    return found.get(0).id();
  }

  static Piece.Step step(Visit visit, Timeline.Entry entry) {
    List<Cell> detail = new ArrayList<>();
    detail.add(Cell.text(Networks.name(visit, entry.channel())));
    new TreeMap<>(entry.data())
        .forEach((name, value) -> detail.add(Cell.text(name + ": " + value)));
    entry
        .origin()
        .campaign()
        .ifPresent(
            campaign ->
                detail.add(
                    Cell.link("/console/campaigns/" + campaign, visit.say("links.campaign"))));
    String title = visit.words().find("event." + entry.type()).orElse(entry.type());
    return new Piece.Step(visit.written().time(entry.at()), tone(entry.type()), title, detail);
  }

  private static Tone tone(String type) {
    return switch (type) {
      case "form.confirmed", "purchase.made", "consent.given", "lead.won" -> Tone.GOOD;
      case "consent.withdrawn", "mail.bounced", "mail.complained" -> Tone.WARN;
      case "click.recorded", "page.viewed", "form.submitted" -> Tone.BUSY;
      default -> Tone.CALM;
    };
  }
}
