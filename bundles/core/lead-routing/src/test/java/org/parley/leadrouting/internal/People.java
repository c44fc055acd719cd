// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static org.parley.leadrouting.internal.World.NOW;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parley.api.Ids;
import org.parley.api.bus.RecordData;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Doings;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileMerged;
import org.parley.api.profiles.ProfileSplit;
import org.parley.api.profiles.Profiles;
import org.parley.api.profiles.Timeline;

/** Profiles that tests add, merge and erase by hand, with their timelines. */
final class People implements Profiles, Doings {
  private final Map<UUID, Profile> people = new HashMap<>();
  private final Map<UUID, UUID> roots = new HashMap<>();
  private final Map<UUID, Timeline.Entry> entries = new LinkedHashMap<>();
  private int asked;

  UUID add(String email, String country) {
    return add(
        Profile.State.IDENTIFIED,
        List.of(new Identifier(Identifier.Kind.EMAIL, email, Optional.empty(), true)),
        Map.of("country", country));
  }

  UUID addAnonymous() {
    return add(Profile.State.ANONYMOUS, List.of(), Map.of());
  }

  private UUID add(
      Profile.State state, List<Identifier> identifiers, Map<String, String> attributes) {
    UUID id = Ids.next(NOW);
    put(new Profile(id, state, identifiers, attributes, List.of(), NOW, NOW));
    return id;
  }

  private void put(Profile profile) {
    people.put(profile.id(), profile);
    roots.put(profile.id(), profile.id());
  }

  void identify(UUID id) {
    put(new Profile(id, Profile.State.IDENTIFIED, List.of(), Map.of(), List.of(), NOW, NOW));
  }

  void merge(UUID survivor, UUID other) {
    roots.replaceAll((home, root) -> root.equals(other) ? survivor : root);
    Profile into = people.get(survivor);
    Profile gone = people.get(other);
    if (into != null && gone != null) {
      List<UUID> from = new ArrayList<>(into.mergedFrom());
      from.addAll(gone.mergedFrom());
      from.add(other);
      people.put(
          survivor,
          new Profile(
              survivor, into.state(), into.identifiers(), into.attributes(), from, NOW, NOW));
    }
  }

  void erase(UUID id) {
    people.remove(id);
  }

  /** Takes part in what is about to be said of people, as their room does before it says so. */
  void follow(RecordData data) {
    if (data instanceof InteractionJoined joined) {
      note(joined.profile(), joined.interaction());
    } else if (data instanceof ProfileMerged merged) {
      merge(merged.profile(), merged.other());
    } else if (data instanceof ProfileSplit split) {
      split.homes().forEach(home -> roots.put(home, split.other()));
    }
  }

  private void note(UUID home, Interaction done) {
    entries.putIfAbsent(
        done.id(),
        new Timeline.Entry(
            done.id(), done.at(), done.type(), "web", home, done.origin(), done.data()));
  }

  /** How often anything was asked. */
  int asked() {
    return asked;
  }

  @Override
  public Optional<Profile> find(UUID id) {
    asked++;
    return Optional.ofNullable(roots.get(id)).map(people::get);
  }

  @Override
  public Optional<Profile> findByIdentifier(Identifier identifier) {
    return Optional.empty();
  }

  @Override
  public List<Profile> findConsenting(String purpose, Optional<UUID> after, int limit) {
    return List.of();
  }

  @Override
  public boolean consents(UUID profile, String purpose) {
    return true;
  }

  @Override
  public List<Count> since(UUID profile, Instant after) {
    return entriesOf(profile)
        .filter(entry -> entry.at().isAfter(after))
        .collect(
            Collectors.groupingBy(
                entry -> List.of(entry.type(), entry.at().truncatedTo(ChronoUnit.HOURS))))
        .values()
        .stream()
        .map(some -> new Count(some.get(0).type(), last(some).at(), some.size()))
        .toList();
  }

  @Override
  public List<Timeline.Entry> latest(UUID profile, int most) {
    List<Timeline.Entry> all = new ArrayList<>(entriesOf(profile).toList());
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  @Override
  public Origin lastOrigin(UUID profile) {
    return entriesOf(profile)
        .map(Timeline.Entry::origin)
        .filter(origin -> !origin.equals(Origin.NONE))
        .reduce((earlier, later) -> later)
        .orElse(Origin.NONE);
  }

  private static Timeline.Entry last(List<Timeline.Entry> entries) {
    return entries.get(entries.size() - 1);
  }

  private Stream<Timeline.Entry> entriesOf(UUID profile) {
    asked++;
    UUID live = roots.get(profile);
    return entries.values().stream()
        .filter(entry -> live != null && live.equals(roots.get(entry.profile())))
        .sorted(Comparator.comparing(Timeline.Entry::at));
  }
}
