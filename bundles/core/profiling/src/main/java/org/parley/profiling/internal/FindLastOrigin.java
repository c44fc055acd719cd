// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.parley.api.links.Origin;
import org.parley.api.store.Transaction;
import org.parley.profiling.internal.FindEntries.Place;

/**
 * Where did a live profile come from last? Looks into the text of the entries as {@link Detail}
 * writes it, so that entries without an origin are passed over where they lie: the parts of an
 * origin have an order of their own, from the campaign to the recipient, and what is not known is
 * not there. With no campaign some dozens are read at once, for those may all be of sharers who are
 * gone.
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
      FETCH FIRST :most ROWS ONLY
      """;
  private static final int AT_ONCE = 32;

  private final Transaction transaction;
  private final UUID profile;
  private final Set<UUID> gone = new HashSet<>();

  private FindLastOrigin(Transaction transaction, UUID profile) {
    this.transaction = transaction;
    this.profile = profile;
  }

  /** Without the recipient, and without a sharer who lives no more: others are not to know them. */
  static Optional<Origin> in(Transaction transaction, UUID profile) {
    var question = new FindLastOrigin(transaction, profile);
    return question.byCampaign().or(question::byAny);
  }

  private Optional<Origin> byCampaign() {
    return transaction
        .sql(BY_CAMPAIGN)
        .bind("profile", profile)
        .bind("campaign", "{\"origin\":{\"campaign\":%")
        .first(row -> row.text("detail"))
        .map(this::told);
  }

  /** The last way of which anything can be told: a sharer may have been all that was known. */
  private Optional<Origin> byAny() {
    List<Way> ways = below(Place.TOP);
    Optional<Origin> last = lastOf(ways);
    while (last.isEmpty() && ways.size() == AT_ONCE) {
      ways = below(ways.get(AT_ONCE - 1).place);
      last = lastOf(ways);
    }
    return last;
  }

  private Optional<Origin> lastOf(List<Way> ways) {
    return ways.stream()
        .map(way -> told(way.detail))
        .filter(origin -> !origin.equals(Origin.NONE))
        .findFirst();
  }

  private List<Way> below(Place place) {
    return transaction
        .sql(BY_ANY)
        .bind("profile", profile)
        .bind("at", place.at())
        .bind("below", place.id())
        .bind("none", "{\"origin\":{}%")
        .bind("recipient", "{\"origin\":{\"recipient\":%")
        .bind("most", AT_ONCE)
        .list(row -> new Way(new Place(row.instant("done_at"), row.id("id")), row.text("detail")));
  }

  private Origin told(String detail) {
    Origin origin = Detail.read(detail).origin().withoutRecipient();
    boolean shared = origin.sharer().filter(this::lives).isPresent();
    return shared ? origin : origin.withoutSharer();
  }

  /** Each who is gone is asked for once. */
  private boolean lives(UUID sharer) {
    if (gone.contains(sharer)) {
      return false;
    }
    boolean lives = FindHolder.in(transaction, sharer).isPresent();
    if (!lives) {
      gone.add(sharer);
    }
    return lives;
  }

  private record Way(Place place, String detail) {}
}
