// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.profiles.Identifier.Kind;

/**
 * Decides whose an interaction is. What was verified joins people; what was merely typed, or comes
 * from a browser that several people use, does not. docs/profiles.md tells the rules as a table.
 */
final class Rules {
  static final String SAME_BROWSER = "Both were seen in the same browser";
  static final String TYPED = "The same identifier was given, unverified";
  static final String PERSONAL_LINK = "A personal link of the one was followed by the other";

  private final List<Held> proofs;
  private final List<Held> typed;
  private final List<Held> browsers;
  private final List<Held> boxes;
  private final List<Held> crowded;
  private final Cluster cluster;
  private final List<Held> refused = new ArrayList<>();

  private Rules(List<Held> helds, Apart apart) {
    List<Held> sorted = helds.stream().sorted(Comparator.comparing(Held::pointer)).toList();
    this.proofs = sorted.stream().filter(held -> held.pointer().isProof()).toList();
    this.typed =
        sorted.stream().filter(h -> h.pointer().isStrong() && !h.pointer().verified()).toList();
    this.browsers = sorted.stream().filter(h -> h.pointer().isVisitor() && !h.ambiguous()).toList();
    this.crowded = sorted.stream().filter(h -> h.pointer().isVisitor() && h.ambiguous()).toList();
    this.boxes =
        sorted.stream()
            .filter(h -> h.pointer().weak() && h.pointer().kind() == Kind.EMAIL)
            .toList();
    this.cluster = new Cluster(apart);
  }

  /**
   * Decides for pointers that carry no more than they say themselves.
   *
   * @param guest the profile that a personal link was made for, when a new browser came through it
   */
  static Plan decide(List<Held> helds, Apart apart, Optional<Holder> guest) {
    return new Rules(helds, apart).decide(guest);
  }

  private Plan decide(Optional<Holder> guest) {
    gatherOnProof();
    gatherOnHints();
    if (cluster.isEmpty() && proofs.isEmpty()) {
      guest.ifPresent(cluster::joinOnHint);
    }
    boolean trusted = true;
    if (cluster.isEmpty() && !startsAnew()) {
      Optional<Holder> known = lastResort();
      known.ifPresent(cluster::joinOnHint);
      trusted = known.map(holder -> !holder.identified() || typed.isEmpty()).orElse(true);
      if (known.isEmpty() && typed.isEmpty() && boxes.isEmpty()) {
        return Plan.NOBODY;
      }
    }
    return plan(trusted);
  }

  private void gatherOnProof() {
    proofs.stream().filter(held -> !held.proven()).map(Held::pointer).forEach(cluster::prove);
    proofs.stream()
        .filter(Held::proven)
        .flatMap(held -> held.holder().stream())
        .distinct()
        .sorted(Comparator.comparing(Rules::crowd).thenComparing(Holder::id, Order.IDS))
        .forEach(cluster::joinOnProof);
  }

  /** Who holds few identifiers is more likely one person than who holds many. */
  private static int crowd(Holder holder) {
    return holder.proven().values().stream().mapToInt(Integer::intValue).sum();
  }

  private void gatherOnHints() {
    for (Held held : proofs) {
      if (!held.proven()) {
        gatherOnHint(held);
      }
    }
    browsers.forEach(this::gatherOnHint);
  }

  private void gatherOnHint(Held held) {
    held.holder()
        .filter(holder -> !cluster.has(holder.id()))
        .filter(holder -> isTypedBySomebodyElse(holder) || !cluster.joinOnHint(holder))
        .ifPresent(holder -> refused.add(held));
  }

  /** In the browser of somebody with an email of one's own, another email was typed. */
  private boolean isTypedBySomebodyElse(Holder holder) {
    return typed.stream()
        .filter(held -> held.holder().map(other -> !other.id().equals(holder.id())).orElse(true))
        .anyMatch(held -> holder.proven().containsKey(held.pointer().sort()));
  }

  private boolean startsAnew() {
    return !proofs.isEmpty() || browsers.stream().anyMatch(Held::isFree);
  }

  /**
   * Nobody is proven and no browser helps: whom a typed identifier or a shared mailbox points at.
   */
  private Optional<Holder> lastResort() {
    List<Held> left = typed.isEmpty() ? boxes : typed;
    return left.stream().flatMap(held -> held.holder().stream()).findFirst();
  }

  private Plan plan(boolean trusted) {
    List<Pointer> verify = new ArrayList<>();
    List<Held> seize = new ArrayList<>();
    List<Held> claim = new ArrayList<>();
    Map<UUID, String> suggest = new LinkedHashMap<>();
    for (Held held : all()) {
      if (held.isFree()) {
        continue;
      }
      if (cluster.has(held)) {
        if (held.isToBeVerified()) {
          verify.add(held.pointer());
        }
      } else if (held.pointer().isProof() && !held.proven()) {
        seize.add(held);
        suggest(held, TYPED, suggest);
      } else if (isClaimed(held)) {
        claim.add(held);
      }
    }
    typed.stream()
        .filter(held -> !cluster.has(held))
        .forEach(held -> suggest(held, TYPED, suggest));
    refused.forEach(held -> suggest.computeIfAbsent(idOf(held), id -> SAME_BROWSER));
    suggest.keySet().removeIf(this::isSettled);
    return new Plan(true, trusted, cluster.persons(), verify, seize, claim, suggest);
  }

  private static void suggest(Held held, String reason, Map<UUID, String> suggest) {
    held.holder().ifPresent(holder -> suggest.putIfAbsent(holder.id(), reason));
  }

  private static UUID idOf(Held held) {
    return held.holder().map(Holder::id).orElseThrow();
  }

  private boolean isSettled(UUID other) {
    return cluster.has(other) || cluster.isKeptFrom(other);
  }

  /**
   * A browser is claimed only by who was proven: a typed address must not spoil it for its owner.
   */
  private boolean isClaimed(Held held) {
    return held.pointer().isVisitor() ? !proofs.isEmpty() : !held.pointer().isProof();
  }

  private List<Held> all() {
    List<Held> all = new ArrayList<>(proofs);
    all.addAll(typed);
    all.addAll(browsers);
    all.addAll(crowded);
    all.addAll(boxes);
    return all;
  }
}
