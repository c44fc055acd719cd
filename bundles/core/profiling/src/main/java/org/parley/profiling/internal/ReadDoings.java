// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Doings;
import org.parley.api.profiles.Timeline;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Tells other rooms what people did. */
@Component
public final class ReadDoings implements Doings {
  private final Store store;

  @Activate
  public ReadDoings(@Reference(target = Room.STORE) Store store) {
    this.store = store;
  }

  @Override
  public List<Count> since(UUID profile, Instant after) {
    return of(profile, (transaction, live) -> CountDoings.in(transaction, live, after))
        .orElse(List.of());
  }

  @Override
  public List<Timeline.Entry> latest(UUID profile, int most) {
    return of(profile, (transaction, live) -> FindDoings.in(transaction, live, most))
        .orElse(List.of());
  }

  @Override
  public Origin lastOrigin(UUID profile) {
    return of(profile, FindLastOrigin::in).flatMap(found -> found).orElse(Origin.NONE);
  }

  private <T> Optional<T> of(UUID profile, BiFunction<Transaction, UUID, T> question) {
    return store.read(
        transaction ->
            FindHolder.in(transaction, profile)
                .map(holder -> question.apply(transaction, holder.id())));
  }
}
