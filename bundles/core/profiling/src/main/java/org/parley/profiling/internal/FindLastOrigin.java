// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Optional;
import java.util.UUID;
import org.parley.api.links.Origin;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;
import org.parley.profiling.internal.FindEntries.Place;

/**
 * Where did a live profile come from last? Looks into the text of the entries as {@link Detail}
 * writes it, so that only the one that is found is read: the parts of an origin have an order of
 * their own, from the campaign to the recipient, and what is not known is not there.
 */
final class FindLastOrigin {
  private static final String BY_CAMPAIGN =
      """
      SELECT detail FROM profiling_entry WHERE profile = :profile AND detail LIKE :campaign
      ORDER BY done_at DESC, id DESC
      FETCH FIRST 1 ROWS ONLY
      """;
  private static final String BY_ANY =
      """
      SELECT id, done_at, detail FROM profiling_entry
      WHERE profile = :profile AND done_at <= :at AND (done_at < :at OR id < :below)
        AND detail NOT LIKE :none AND detail NOT LIKE :recipient
      ORDER BY done_at DESC, id DESC
      FETCH FIRST 1 ROWS ONLY
      """;

  private FindLastOrigin() {}

  /** Without the recipient, and without a sharer who lives no more: others are not to know them. */
  static Optional<Origin> in(Transaction transaction, UUID profile) {
    return transaction
        .sql(BY_CAMPAIGN)
        .bind("profile", profile)
        .bind("campaign", "{\"origin\":{\"campaign\":%")
        .first(FindLastOrigin::origin)
        .map(origin -> told(transaction, origin))
        .or(() -> byAny(transaction, profile));
  }

  /** The last way of which anything can be told: a sharer may have been all that was known. */
  private static Optional<Origin> byAny(Transaction transaction, UUID profile) {
    Optional<Way> way = below(transaction, profile, Place.TOP);
    while (way.isPresent() && way.get().origin.equals(Origin.NONE)) {
      way = below(transaction, profile, way.get().place);
    }
    return way.map(Way::origin);
  }

  private static Optional<Way> below(Transaction transaction, UUID profile, Place place) {
    return transaction
        .sql(BY_ANY)
        .bind("profile", profile)
        .bind("at", place.at())
        .bind("below", place.id())
        .bind("none", "{\"origin\":{}%")
        .bind("recipient", "{\"origin\":{\"recipient\":%")
        .first(row -> new Way(new Place(row.instant("done_at"), row.id("id")), origin(row)))
        .map(way -> new Way(way.place, told(transaction, way.origin)));
  }

  private static Origin origin(Row row) {
    return Detail.read(row.text("detail")).origin();
  }

  private static Origin told(Transaction transaction, Origin origin) {
    return new Origin(
        origin.campaign(),
        origin.message(),
        origin.post(),
        origin.mailing(),
        origin.account(),
        origin.network(),
        origin.sharer().filter(sharer -> FindHolder.in(transaction, sharer).isPresent()),
        Optional.empty());
  }

  private record Way(Place place, Origin origin) {}
}
