// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** What an attribute is called. */
  static String attribute(Visit visit, String name) {
    return visit.words().find("attribute." + name).orElse(name);
  }

  static String purpose(Visit visit, String name) {
    return visit.words().find("purpose." + name).orElse(name);
  }

  static Piece.Step step(Visit visit, Timeline.Entry entry) {
    List<Cell> detail = new ArrayList<>();
    if (!entry.channel().equals("hub")) {
      detail.add(Cell.text(Networks.name(visit, entry.channel())));
    }
    new TreeMap<>(entry.data())
        .forEach((name, value) -> detail(visit, name, value).ifPresent(detail::add));
    entry
        .origin()
        .campaign()
        .ifPresent(
            campaign ->
                detail.add(
                    Cell.link("/console/campaigns/" + campaign, visit.say("timeline.campaign"))));
    String type = type(entry);
    String title = visit.words().find("event." + type).orElse(type);
    return new Piece.Step(visit.written().time(entry.at()), tone(type), title, detail);
  }

  /** What happened; older entries call a no, too, an answer that was given. */
  private static String type(Timeline.Entry entry) {
    boolean refused =
        entry.type().equals("consent.given") && "false".equals(entry.data().get("given"));
    return refused ? "consent.withdrawn" : entry.type();
  }

  /** One thing that is known of an event, in the reader's words; empty for what the title says. */
  private static Optional<Cell> detail(Visit visit, String name, String value) {
    boolean id = value.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    return switch (name) {
      case "given", "basis" -> Optional.empty();
      case "link" ->
          Optional.of(
              id
                  ? Cell.link("/console/links/" + value, visit.say("timeline.link"))
                  : Cell.text(value));
      case "purpose" -> Optional.of(Cell.text(purpose(visit, value)));
      case "title", "form", "interest" -> Optional.of(Cell.text(value));
      case "url", "file" -> Optional.of(Cell.code(value));
      default ->
          Optional.of(
              Cell.text(attribute(visit, name.replaceFirst("^profile\\.", "")) + ": " + value));
    };
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
