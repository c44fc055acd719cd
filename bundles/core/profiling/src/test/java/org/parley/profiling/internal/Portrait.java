// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.parley.api.PageRequest;
import org.parley.api.profiles.Consent;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileDesk;
import org.parley.api.profiles.Timeline;

/**
 * All that can be seen of a live profile.
 *
 * @param story its timeline, but for what merging itself leaves there
 */
record Portrait(
    Profile profile,
    List<Timeline.Entry> story,
    Map<String, Boolean> standing,
    List<Consent> answers,
    boolean intact) {
  static Portrait of(World world, UUID id) {
    return new Portrait(
        world.profiles.find(id).orElseThrow(),
        world.entries(id).stream().filter(entry -> !isOfMerging(entry)).toList(),
        world.standing(id),
        world.consents.history(id).answers(),
        world.consents.history(id).intact());
  }

  /** Of all profiles that live, by id. */
  static Map<UUID, Portrait> all(World world) {
    Map<UUID, Portrait> all = new HashMap<>();
    for (UUID id : living(world)) {
      all.put(id, of(world, id));
    }
    return all;
  }

  static Set<UUID> living(World world) {
    Set<UUID> living = new TreeSet<>();
    world
        .desk
        .list(ProfileDesk.Filter.ALL, PageRequest.first(200))
        .items()
        .forEach(profile -> living.add(profile.id()));
    return living;
  }

  private static boolean isOfMerging(Timeline.Entry entry) {
    return entry.type().equals("profile.merged") || entry.type().equals("profile.split");
  }
}
