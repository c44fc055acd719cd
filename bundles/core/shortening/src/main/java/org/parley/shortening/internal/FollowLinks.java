// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
    Optional<SlugKey> key =
        Slugs.lookUp(visit.slug()).map(slug -> new SlugKey(domains.named(visit.host()), slug));
    return key.map(routes::find)
        .orElse(CompletableFuture.completedFuture(Optional.empty()))
        .thenCompose(
            found -> found.map(link -> answer(link, visit)).orElse(now(new Answer.Unknown())));
  }

  private CompletionStage<Answer> answer(StoredLink link, Visit visit) {
    if (!link.answersAt(visit.at())) {
      return now(new Answer.Gone());
    }
    Answer follow = new Answer.Follow(targets.address(link.target(), link.slug()));
    if (!WriteClick.counts(visit)) {
      return now(follow);
    }
    return salts
        .of(Days.of(visit.at()))
        .thenCompose(daily -> bus.append(List.of(write.of(link, visit, daily))))
        .thenApply(durable -> follow);
  }

  private static CompletionStage<Answer> now(Answer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
