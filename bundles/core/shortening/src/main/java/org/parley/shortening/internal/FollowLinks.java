// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.Bus;
import org.parley.api.links.Redirects;
import org.parley.api.store.Store;
import org.parley.shortening.internal.StoredLink.SlugKey;

/** Leads visitors on, once their click is durable. */
@Component
public final class FollowLinks implements Redirects {
  private final Domains domains;
  private final Routes routes;
  private final Bus bus;
  private final Targets targets;
  private final DailySalts salts;
  private final WriteClick write = new WriteClick();

  @Activate
  public FollowLinks(
      @Reference(target = Room.STORE) Store store,
      @Reference Loads loads,
      @Reference Domains domains,
      @Reference Routes routes,
      @Reference Bus bus) {
    this.salts = new DailySalts(store, loads);
    this.domains = domains;
    this.routes = routes;
    this.bus = bus;
    this.targets = new Targets(domains);
  }

  @Override
  public CompletionStage<Answer> follow(Visit visit) {
    Optional<String> skeleton = Slugs.lookUp(visit.slug());
    if (skeleton.isEmpty()) {
      return now(new Answer.Unknown());
    }
    SlugKey key = new SlugKey(domains.named(visit.host()), skeleton.get());
    return and(routes.find(key), found -> answer(found, visit));
  }

  private CompletionStage<Answer> answer(Optional<StoredLink> found, Visit visit) {
    if (found.isEmpty()) {
      return now(new Answer.Unknown());
    }
    StoredLink link = found.get();
    if (!link.answersAt(visit.at())) {
      return now(new Answer.Gone());
    }
    Answer follow = new Answer.Follow(targets.address(link.target(), link.slug()));
    if (!WriteClick.counts(visit)) {
      return now(follow);
    }
    return and(
        salts.of(Days.of(visit.at())),
        daily -> bus.append(List.of(write.of(link, visit, daily))).thenApply(durable -> follow));
  }

  /** Goes on at once with what is known already, as nearly always it is. */
  private static <T> CompletionStage<Answer> and(
      CompletableFuture<T> known, Function<T, CompletionStage<Answer>> next) {
    return known.isDone() && !known.isCompletedExceptionally()
        ? next.apply(known.join())
        : known.thenCompose(next);
  }

  private static CompletionStage<Answer> now(Answer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
