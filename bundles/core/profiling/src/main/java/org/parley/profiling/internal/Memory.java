// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom pointers point at, and when it was last written that those people did something. */
final class Memory {
  /** So much later than what is written a person may have been seen without its being written. */
  static final Duration UNWRITTEN = Duration.ofHours(1);

  /** In the order of learning: to note each use would have the collector of garbage look at all. */
  private final Map<Pointer, Held> known = new LinkedHashMap<>();

  private final Map<UUID, Someone> people = new HashMap<>();

  Optional<Held> find(Pointer pointer) {
    return Optional.ofNullable(known.get(key(pointer)));
  }

  void learn(Held held) {
    Pointer key = key(held.pointer());
    forget(key);
    known.put(key, held);
    held.holder().ifPresent(who -> people.computeIfAbsent(who.id(), id -> new Someone()).with(key));
  }

  /**
   * Whether it is to be written that a person did something; timelines tell the rest.
   *
   * @return false when what is written is hardly older
   */
  boolean isNews(UUID profile, Instant at) {
    Someone someone = people.get(profile);
    if (someone == null) {
      return true;
    }
    boolean news = someone.seen == null || at.isAfter(someone.seen.plus(UNWRITTEN));
    if (news) {
      someone.seen = at;
    }
    return news;
  }

  /** Notes what is written of somebody who is known: seen then, or later. */
  void written(UUID profile, Instant at) {
    Someone someone = people.get(profile);
    if (someone != null) {
      someone.seen = at;
    }
  }

  /** Forgets these pointers, and all that point at one of these profiles. */
  void forget(Collection<Pointer> pointers, Set<UUID> profiles) {
    pointers.forEach(pointer -> forget(key(pointer)));
    for (UUID profile : profiles) {
      Someone gone = people.remove(profile);
      if (gone != null) {
        gone.pointers.forEach(known::remove);
      }
    }
  }

  private void forget(Pointer key) {
    Held gone = known.remove(key);
    if (gone != null) {
      leave(gone, key);
    }
  }

  private void leave(Held held, Pointer key) {
    held.holder()
        .ifPresent(who -> people.computeIfPresent(who.id(), (id, one) -> one.without(key)));
  }

  /** Forgets what was learned longest ago, until so many pointers are left. */
  void trim(int most) {
    Iterator<Map.Entry<Pointer, Held>> eldest = known.entrySet().iterator();
    while (known.size() > most) {
      Map.Entry<Pointer, Held> gone = eldest.next();
      eldest.remove();
      leave(gone.getValue(), gone.getKey());
    }
  }

  int size() {
    return known.size();
  }

  private static Pointer key(Pointer pointer) {
    return pointer.verified() ? pointer.withVerified(false) : pointer;
  }

  /** Somebody whom pointers point at, mostly one. */
  private static final class Someone {
    private List<Pointer> pointers = List.of();
    private @Nullable Instant seen;

    Someone with(Pointer pointer) {
      List<Pointer> more = new ArrayList<>(pointers);
      more.add(pointer);
      pointers = List.copyOf(more);
      return this;
    }

    /** Null when nothing is left. */
    @Nullable Someone without(Pointer pointer) {
      pointers = pointers.stream().filter(each -> !each.equals(pointer)).toList();
      return pointers.isEmpty() ? null : this;
    }
  }
}
