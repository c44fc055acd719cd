// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.ArrayList;
import java.util.List;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Profile;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Tone;

/** What is known about a person, at a glance. */
final class Known {
  private Known() {}

  static List<Piece> of(Visit visit, Profile profile) {
    return List.of(facts(visit, profile), identifiers(visit, profile));
  }

  static Cell badge(Visit visit, Profile profile) {
    boolean known = profile.state() == Profile.State.IDENTIFIED;
    return new Cell.Badge(known ? Tone.GOOD : Tone.CALM, visit.words().of(profile.state()));
  }

  private static Piece facts(Visit visit, Profile profile) {
    List<Piece.Fact> facts = new ArrayList<>();
    facts.add(new Piece.Fact(visit.say("head.state"), badge(visit, profile)));
    new java.util.TreeMap<>(profile.attributes())
        .forEach(
            (name, value) ->
                facts.add(new Piece.Fact(People.attribute(visit, name), Cell.text(value))));
    facts.add(
        new Piece.Fact(visit.say("profiles.first"), visit.written().time(profile.createdAt())));
    facts.add(
        new Piece.Fact(visit.say("profiles.seen"), visit.written().time(profile.lastSeenAt())));
    return new Piece.Facts(facts);
  }

  private static Piece identifiers(Visit visit, Profile profile) {
    List<Piece.Fact> facts = new ArrayList<>();
    for (Identifier identifier : profile.identifiers()) {
      String kind = visit.words().of(identifier.kind());
      String network = identifier.network().map(n -> Networks.name(visit, n) + " · ").orElse("");
      facts.add(
          new Piece.Fact(
              network + kind,
              Cell.stack(
                  Cell.code(identifier.value()),
                  Cell.text(
                      visit.say(
                          identifier.verified() ? "profiles.verified" : "profiles.unverified")))));
    }
    Piece inner = facts.isEmpty() ? visit.empty("profiles.identifiers") : new Piece.Facts(facts);
    return new Piece.Section(
        visit.say("profiles.identifiers"),
        visit.say("profiles.identifiers.about"),
        List.of(),
        List.of(inner));
  }
}
